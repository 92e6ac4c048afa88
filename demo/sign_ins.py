"""Who can sign in to the demo. Never anywhere else: `load_demo` refuses to run without DEMO."""

PASSWORD = "causeway-demo"
SIGN_INS = {
    "lead@demo.example": "trust partnership lead",
    "school@demo.example": "school",
    "employer@demo.example": "employer",
    "university@demo.example": "university",
    "broker@demo.example": "broker",
    "la@demo.example": "one local authority's administrator",
    "admin@demo.example": "department administrator",
    "coordinator@demo.example": "national coordinator of requests",
    "network@demo.example": "manager of a network and a cluster",
}
