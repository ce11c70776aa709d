/// The version of Hotbeat, kept with every import and every result.
package let hotbeatVersion = "0.1.0"
