"""Word lists of our own, from which names are put together."""

TOWN_STARTS = (
    "Alder Amber Arkle Aston Barrow Birch Bracken Bramble Brock Calder Carr Cinder Clay Coldra Corn Crane Dapple "
    "Drake Dun Eden Elder Ember Fal Fenn Fern Flax Foxe Gar Gorse Gran Hallow Harrow Hart Hather Hazel Hern Holm "
    "Ister Ivel Kel Kester Kings Lam Lang Lark Lind Loxe Mallow Marl Mere Mill Moor Nether Nor Oak Orch Otter Pel "
    "Penn Pippin Quarn Raven Red Rook Rush Salt Sand Shel Silver Skel Sorrel Stan Stoke Sul Swan Tarn Teal Thorn "
    "Tolle Under Vale Wal Warn Wester Wether Whin Willow Winter Wold Wren Yar Yew"
).split()
TOWN_ENDS = (
    "bank beck borough bourne bridge burn bury by cliffe combe cote croft dale den down field fleet ford gate grove "
    "ham haven head holme hurst ing leigh ley low marsh mere minster mouth ness over pool port ridge sett shaw "
    "side stead stock stone stow thorpe thwaite ton view wade wall water well wick wold wood worth"
).split()
TOWN_EXTRAS = [
    "Great {}",
    "Little {}",
    "Upper {}",
    "Nether {}",
    "{} Green",
    "{} Heath",
    "{} St Mary",
    "{} Cross",
]

STREETS = (
    "Abbey Acre Almond Applegarth Ash Avenue Beacon Beech Belmont Bishop Brook Castle Cedar Chapel Chestnut Church "
    "Coppice Cross Crown Dene Elm Fairfield Falcon Fir Forge Fountain Garden Glebe Grange Greenway Hawthorn Heron "
    "Hill Hollybush Hope Ivy Jubilee Kestrel Kiln Knoll Lakeside Laurel Lime Lodge Manor Maple Market Meadow "
    "Mill Moorland Northfield Oak Orchard Parade Park Parkside Pine Poplar Priory Quarry Rectory River Rowan "
    "Skylark Southfield Spinney Spring Station Summerhill Sycamore Tower Valley Vicarage Victoria Walnut Water "
    "Westfield Whitehouse Willow Windmill Woodland Woodside"
).split()
ROADS = "Road Road Road Street Street Lane Lane Avenue Drive Way Close Crescent".split()
SAINTS = (
    "Agatha Agnes Aidan Alban Alphege Andrew Anne Anthony Augustine Barnabas Bede Benedict Bernadette Bridget "
    "Catherine Cecilia Chad Christopher Clare Columba Cuthbert David Dunstan Edmund Edward Elizabeth Francis Gabriel "
    "George Giles Gregory Helen Hilda Hugh James John Joseph Jude Lawrence Leonard Luke Margaret Mark Martin Mary "
    "Matthew Michael Monica Nicholas Oswald Patrick Paul Peter Philip Stephen Swithun Teresa Thomas Wilfrid Winifred"
).split()
VIRTUES = (
    "Achieve Aspire Compass Discovery Endeavour Harbour Horizon Inspire Kindle Lantern Pathway Unity".split()
)

FIRST_NAMES = (
    "Aisha Alan Alice Amara Amir Andrew Angela Anita Anna Anthony Asha Ben Beth Callum Carol Catherine Chloe Claire "
    "Dan David Deborah Denise Dinesh Edward Elena Emily Emma Faisal Farah Fiona Frances Gareth George Grace Hannah "
    "Harpreet Harry Helen Ian Imran Isabel Jack James Jane Jasmin Jo Joan John Joseph Joyce Judith Julia Karen Kate "
    "Kavita Keith Kwame Laura Leah Lee Liam Linda Louise Lucy Maria Mark Martin Mary Matthew Megan Mei Michael Mo "
    "Nadia Neil Nicola Nikhil Olivia Owen Paul Peter Priya Rachel Rebecca Richard Robert Rosa Ruth Sadia Sam Sandra "
    "Sarah Sean Simon Sofia Stephen Sunita Susan Tariq Tessa Thomas Tim Tunde Valerie Victoria Wei William Yasmin Zoe"
).split()
SURNAMES = (
    "Abbott Adeyemi Ahmed Akhtar Allen Archer Atkins Bailey Banerjee Barker Barnes Bell Bennett Begum Bishop Booth "
    "Bradley Brennan Briggs Brooks Burton Byrne Carter Chandra Chapman Chen Clarke Coleman Cooper Cox Cunningham "
    "Dawson Desai Dixon Doyle Edwards Ellis Fernandes Fisher Fletcher Fox Gardner Gibson Gill Goodwin Graham Grant "
    "Green Griffiths Harding Hargreaves Harrison Hassan Hayes Holland Holmes Howe Hughes Hunt Hussain Iqbal Jenkins "
    "Johal Kaur Kelly Khan Knight Kowalski Lambert Lawson Lloyd Mahmood Marsh Mason Mensah Mistry Mitchell Moore "
    "Murray Nash Newton Nowak Obi Okafor Oliver Osborne Owusu Palmer Parsons Patel Pearce Perry Porter Potts Qureshi "
    "Rahman Reid Rhodes Riley Robson Rowe Saunders Shah Sharma Shaw Simmons Singh Slater Spencer Sutton Tanner "
    "Thornton Turner Underwood Vaughan Wade Walker Wallace Webb West Whittle Wilkins Wood Wright Yates Young"
).split()

# By sector: what such a business calls itself after its place or its founder.
TRADES = {
    "AGRICULTURE": ["Farms", "Growers", "Dairy", "Forestry", "Nurseries"],
    "MANUFACTURING": [
        "Precision Engineering",
        "Castings",
        "Packaging",
        "Foods",
        "Composites",
        "Energy",
        "Ceramics",
    ],
    "CONSTRUCTION": ["Builders", "Civil Engineering", "Roofing", "Electrical", "Joinery", "Groundworks"],
    "MOTOR": ["Motors", "Autocentre", "Vehicle Repairs"],
    "WHOLESALE": ["Wholesale", "Trade Supplies", "Distribution"],
    "RETAIL": ["Stores", "Bookshop", "Hardware", "Garden Centre", "Market"],
    "TRANSPORT": ["Haulage", "Logistics", "Coaches", "Storage"],
    "HOSPITALITY": ["Hotel", "Kitchen", "Bakery", "Catering", "Brewery"],
    "INFORMATION": ["Software", "Digital", "Data", "Networks", "Studios"],
    "FINANCE": ["Building Society", "Insurance", "Wealth", "Credit Union"],
    "PROPERTY": ["Homes", "Estates", "Lettings"],
    "PROFESSIONAL": [
        "Solicitors",
        "Architects",
        "Accountants",
        "Laboratories",
        "Design",
        "Consulting Engineers",
    ],
    "SUPPORT": ["Recruitment", "Facilities", "Security", "Travel"],
    "PUBLIC": ["Council Services", "Enterprise Agency"],
    "EDUCATION": ["Training", "Tutors", "Learning"],
    "HEALTH": ["Hospital Services", "Dental Care", "Care Homes", "Physiotherapy", "Pharmacy"],
    "ARTS": ["Theatre", "Museum", "Sports Club", "Gallery", "Music"],
}
# By sector: how people there say what they work in.
LINES_OF_WORK = {
    "AGRICULTURE": "farming",
    "MANUFACTURING": "manufacturing",
    "CONSTRUCTION": "construction",
    "MOTOR": "the motor trade",
    "WHOLESALE": "wholesale",
    "RETAIL": "retail",
    "TRANSPORT": "transport",
    "HOSPITALITY": "hospitality",
    "INFORMATION": "computing and media",
    "FINANCE": "finance",
    "PROPERTY": "property",
    "PROFESSIONAL": "the professions",
    "SUPPORT": "business services",
    "PUBLIC": "public service",
    "EDUCATION": "training",
    "HEALTH": "health and care",
    "ARTS": "arts and sport",
}
# How the country's enterprises spread over the sectors, and over sizes, in a thousand.
SECTOR_SHARES = {
    "AGRICULTURE": 37, "MANUFACTURING": 57, "CONSTRUCTION": 141, "MOTOR": 30, "WHOLESALE": 41, "RETAIL": 85,
    "TRANSPORT": 47, "HOSPITALITY": 68, "INFORMATION": 76, "FINANCE": 24, "PROPERTY": 41, "PROFESSIONAL": 156,
    "SUPPORT": 86, "PUBLIC": 4, "EDUCATION": 17, "HEALTH": 43, "ARTS": 67,
}  # fmt: skip
SIZE_SHARES = {"SOLE": 330, "MICRO": 380, "SMALL": 190, "MEDIUM": 70, "LARGE": 30}
