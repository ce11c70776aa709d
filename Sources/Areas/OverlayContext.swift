import CGEOS
import Geometry

/// A GEOS handle and the message of its last error; used by one thread at a time.
final class OverlayContext {
  let handle: GEOSContextHandle_t
  private(set) var lastMessage = ""

  init() {
    // GEOS allocates a few hundred bytes here and does not document a failure.
    guard let handle = GEOS_init_r() else { preconditionFailure("GEOS could not start") }
    self.handle = handle
    let this = Unmanaged.passUnretained(self).toOpaque()
    GEOSContext_setErrorMessageHandler_r(
      handle,
      { message, context in
        guard let message, let context else { return }
        let this = Unmanaged<OverlayContext>.fromOpaque(context).takeUnretainedValue()
        this.lastMessage = String(cString: message)
      }, this)
  }

  deinit { GEOS_finish_r(handle) }
}

/// What GEOS could not do.
package struct OverlayError: Error, Hashable, Sendable {
  package let operation: String
  package let message: String
}
