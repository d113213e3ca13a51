//! `docs/yjt-report.schema.json`, to which every report of a test is held.

use std::sync::LazyLock;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

static SCHEMA: LazyLock<(Schemas, SchemaIndex)> = LazyLock::new(|| {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    let schema = serde_json::from_str(include_str!("../../docs/yjt-report.schema.json")).unwrap();
    compiler.add_resource("yjt-report.schema.json", schema).unwrap();
    let index = compiler.compile("yjt-report.schema.json", &mut schemas).unwrap();
    (schemas, index)
});

pub fn check(report: &Value) {
    let (schemas, index) = &*SCHEMA;
    schemas.validate(report, *index).unwrap_or_else(|e| panic!("{e}: {report:#?}"));
}
