/// The tables of a GeoPackage (OGC 12-128r17, version 1.3) as Hotbeat fills them.
enum GeoPackage {
  /// "GPKG" in the file's header, and version 1.3.0.
  static let applicationID = 1_196_444_487
  static let version = 10_300

  /// The tables every GeoPackage has, and Hotbeat's settings.
  static let coreTables = """
    PRAGMA application_id = \(applicationID);
    PRAGMA user_version = \(version);
    CREATE TABLE gpkg_spatial_ref_sys (
      srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
      organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
    INSERT INTO gpkg_spatial_ref_sys VALUES
      ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinates'),
      ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinates'),
      ('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS \
    84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich\
    ",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],\
    AUTHORITY["EPSG","4326"]]', 'longitude and latitude on WGS 84');
    CREATE TABLE gpkg_contents (
      table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
      description TEXT DEFAULT '',
      last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
      min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
      CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
    CREATE TABLE gpkg_geometry_columns (
      table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
      srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
      CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
      CONSTRAINT uk_gc_table_name UNIQUE (table_name),
      CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
      CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
    CREATE TABLE gpkg_extensions (
      table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
      scope TEXT NOT NULL,
      CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
    """

  /// The tables without places: settings, import batches and denominators.
  static let attributeTables = """
    CREATE TABLE hotbeat_settings (
      id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name TEXT NOT NULL UNIQUE,
      value TEXT NOT NULL);
    CREATE TABLE batches (
      id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, kind TEXT NOT NULL, file TEXT NOT NULL,
      edition TEXT UNIQUE, digest TEXT NOT NULL, rows_read INTEGER NOT NULL,
      rows_kept INTEGER NOT NULL, rows_rejected INTEGER NOT NULL, crs TEXT NOT NULL,
      operation TEXT NOT NULL, accuracy_m DOUBLE, imported_at DATETIME NOT NULL,
      version TEXT NOT NULL);
    CREATE TABLE denominators (
      id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, layer TEXT NOT NULL, code TEXT NOT NULL,
      measure TEXT NOT NULL, year INTEGER NOT NULL, value DOUBLE NOT NULL,
      UNIQUE (layer, code, measure, year));
    INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES
      ('hotbeat_settings', 'attributes', 'hotbeat_settings', 'what this store is'),
      ('batches', 'attributes', 'batches', 'the files that were imported'),
      ('denominators', 'attributes', 'denominators', 'residents, households, premises, street-km');
    """

  /// The tables with places, whose reference system must be known.
  static func featureTables(srs: Int) -> String {
    """
    CREATE TABLE incidents (
      fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, batch INTEGER NOT NULL,
      source_row INTEGER NOT NULL, source_id TEXT, offence TEXT NOT NULL, month TEXT NOT NULL,
      occurred_from DATETIME, occurred_to DATETIME, given_x DOUBLE, given_y DOUBLE,
      location_precision TEXT NOT NULL, far_outside BOOLEAN NOT NULL, place TEXT, lsoa TEXT,
      outcome TEXT, qualifiers TEXT, case_reference TEXT,
      CONSTRAINT fk_incidents_batch FOREIGN KEY (batch) REFERENCES batches(id));
    CREATE INDEX incidents_month ON incidents(month);
    CREATE TABLE areas (
      fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom MULTIPOLYGON, batch INTEGER NOT NULL,
      layer TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, parent_layer TEXT,
      parent_code TEXT, valid_from DATE, valid_to DATE,
      CONSTRAINT fk_areas_batch FOREIGN KEY (batch) REFERENCES batches(id));
    INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
      ('incidents', 'features', 'incidents', 'crime and anti-social behaviour', \(srs)),
      ('areas', 'features', 'areas', 'beats, local policing units and other areas', \(srs));
    INSERT INTO gpkg_geometry_columns VALUES
      ('incidents', 'geom', 'POINT', \(srs), 0, 0),
      ('areas', 'geom', 'MULTIPOLYGON', \(srs), 0, 0);
    """
  }

  static let indexExtension = "gpkg_rtree_index"

  /// The empty index of a feature table, without its triggers.
  static func spatialIndex(of table: String) -> String {
    """
    CREATE VIRTUAL TABLE rtree_\(table)_geom USING rtree(id, minx, maxx, miny, maxy);
    INSERT INTO gpkg_extensions VALUES ('\(table)', 'geom', '\(indexExtension)',
      'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
    """
  }

  /// The triggers that keep the spatial index true when another program edits the table (GeoPackage
  /// 1.3, annex F.3). They call functions of that program's geometry library, so Hotbeat itself lifts
  /// them with the index while it writes.
  static func triggers(of table: String) -> String {
    let (tree, id) = ("rtree_\(table)_geom", "fid")
    let box = """
      NEW.\(id), ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)
      """
    let full = "(NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))"
    let void = "(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))"
    return """
      CREATE TRIGGER \(tree)_insert AFTER INSERT ON \(table) WHEN \(full)
      BEGIN INSERT OR REPLACE INTO \(tree) VALUES (\(box)); END;
      CREATE TRIGGER \(tree)_update1 AFTER UPDATE OF geom ON \(table)
      WHEN OLD.\(id) = NEW.\(id) AND \(full)
      BEGIN INSERT OR REPLACE INTO \(tree) VALUES (\(box)); END;
      CREATE TRIGGER \(tree)_update2 AFTER UPDATE OF geom ON \(table)
      WHEN OLD.\(id) = NEW.\(id) AND \(void)
      BEGIN DELETE FROM \(tree) WHERE id = OLD.\(id); END;
      CREATE TRIGGER \(tree)_update3 AFTER UPDATE ON \(table)
      WHEN OLD.\(id) != NEW.\(id) AND \(full)
      BEGIN DELETE FROM \(tree) WHERE id = OLD.\(id);
        INSERT OR REPLACE INTO \(tree) VALUES (\(box)); END;
      CREATE TRIGGER \(tree)_update4 AFTER UPDATE ON \(table)
      WHEN OLD.\(id) != NEW.\(id) AND \(void)
      BEGIN DELETE FROM \(tree) WHERE id IN (OLD.\(id), NEW.\(id)); END;
      CREATE TRIGGER \(tree)_delete AFTER DELETE ON \(table) WHEN OLD.geom NOT NULL
      BEGIN DELETE FROM \(tree) WHERE id = OLD.\(id); END;
      """
  }

  static let triggerNames = ["insert", "update1", "update2", "update3", "update4", "delete"]
}
