//! Test citizens, all made up: every certificate type, gender, nation and channel, and every kind of name.

use std::sync::{Arc, LazyLock};

use serde::Serialize;
use serde_json::{Map, Value, json};

/// A citizen as the library should hand him out.
#[derive(Clone, Serialize)]
pub struct Citizen {
    pub id: String,
    /// The guide's nine fields in clear. A field that is missing here is missing in the answer.
    #[serde(flatten)]
    pub fields: Map<String, Value>,
}

impl Citizen {
    pub fn name(&self) -> &str {
        self.text("name")
    }

    /// Empty when the field is missing.
    pub fn text(&self, field: &str) -> &str {
        self.fields.get(field).and_then(Value::as_str).unwrap_or_default()
    }
}

static ALL: LazyLock<Vec<Arc<Citizen>>> = LazyLock::new(|| made_up().map(Arc::new).collect());

/// All of them.
pub fn all() -> &'static [Arc<Citizen>] {
    &ALL
}

pub fn first() -> Arc<Citizen> {
    ALL[0].clone()
}

const CERTIFICATE_TYPES: [&str; 9] = ["01", "02", "03", "04", "05", "06", "07", "08", "99"];

/// Names that break programs.
const NAMES: &[&str] = &[
    "小明",
    "欧阳娜娜",
    "阿依古丽·买买提",
    "𬍛㛃",
    "䶮",
    "𠮷野家",
    "王😀",
    "O'Brien-Smith, Séamus",
    "Мария Иванова",
    "Nguyễn Thị Ánh Tuyết",
    "李",
    "阿卜杜热合曼·阿卜杜克热木·买买提吐尔逊·艾合买提江·吐尔逊娜依·玉素甫江木提",
    "María-José Carreño Quiñones de la Santísima",
    "\"引号\\反斜杠\"",
    "  空 格  ",
    "ABCDEF0123456789ABCDEF0123456789",
];

/// One for each nation code, so that everything else is covered many times.
fn made_up() -> impl Iterator<Item = Citizen> {
    let mut citizens: Vec<Citizen> =
        (1..=56).chain([99]).enumerate().map(|(i, nation)| citizen(i, nation)).collect();
    citizens[0].id = "xiaoming".to_owned();
    citizens.push(with_missing_fields());
    citizens.push(with_unknown_codes());
    citizens.push(with_markup());
    citizens.into_iter()
}

/// A citizen nobody else is, for tests in which many log in at once.
pub fn generated(n: usize) -> Citizen {
    let mut one = citizen(n, 1 + n % 56);
    one.id = format!("generated-{n}");
    one.fields["name"] = json!(format!("测试{n}号"));
    one.fields["phone"] = json!(format!("199{n:08}"));
    one.fields["certificateNo"] = json!(format!("440000{n:011}X"));
    one
}

fn citizen(i: usize, nation: usize) -> Citizen {
    let fields = json!({
        "certificateNo": format!("4401061990{:02}{:02}{:03}X", 1 + i % 12, 1 + i % 28, i % 1000),
        "certificateType": CERTIFICATE_TYPES[i % CERTIFICATE_TYPES.len()],
        "healthCardNo": format!("{:064X}:{}", 0xC0FF_EE00_0000_u64 + i as u64, i % 2),
        "phone": format!("100{i:08}"),
        "name": NAMES[i % NAMES.len()],
        "gender": 1 + i % 4,
        "nation": format!("{nation:02}"),
        "userId": format!("{}", 900_000_000_000_u64 + i as u64),
        "channel": format!("{}", 1 + i % 4),
    });
    Citizen { id: format!("citizen-{i}"), fields: as_map(fields) }
}

/// Codes that the guide's dictionaries do not have.
fn with_unknown_codes() -> Citizen {
    let mut one = citizen(0, 98);
    one.id = "unknown-codes".to_owned();
    one.fields["certificateType"] = json!("98");
    one.fields["channel"] = json!("98");
    one
}

/// A name that a web page must escape.
fn with_markup() -> Citizen {
    let mut one = citizen(1, 1);
    one.id = "markup".to_owned();
    one.fields["name"] = json!("<b>&\"'&amp;</b>");
    one
}

fn with_missing_fields() -> Citizen {
    let fields = json!({ "name": "只有名", "userId": "900000000999", "phone": "10099999999" });
    Citizen { id: "missing-fields".to_owned(), fields: as_map(fields) }
}

fn as_map(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => unreachable!("written as an object"),
    }
}
