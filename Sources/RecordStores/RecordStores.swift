import GRDB
import GRDBSQLite
func x() { _ = sqlite3_libversion() }
