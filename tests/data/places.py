"""Well-known places: postcodes as public sources have them, and the force that one would expect.

COUNCILS: main offices, from a list of all councils of Great Britain
(github.com/CalebP94/leaflet-oates-live, src/data/data.js, 2022). Forces: of their district in the
lookup of the Office for National Statistics for 2019 (github.com/jtrim-ons/ons-lookups,
csv/194.csv); Scotland has one. Bournemouth and Corby are districts of before 2019 and 2021.
OTHERS: each with where it was read; BORDERS: near a border, in the order in which it is answered.
"""

COUNCILS = (
    ("Aberdeen City Council", "AB10 1AB", "scotland"),
    ("Adur District Council", "BN43 6PR", "sussex"),
    ("Allerdale Borough Council", "CA14 3YJ", "cumbria"),
    ("Amber Valley Borough Council", "DE5 3BT", "derbyshire"),
    ("Argyll and Bute Council", "PA31 8RT", "scotland"),
    ("Ashfield District Council", "NG17 8DA", "nottinghamshire"),
    ("Ashford Borough Council", "TN23 1PL", "kent"),
    ("Babergh District Council", "IP7 6SJ", "suffolk"),
    ("Barnsley Borough Council", "S70 2TA", "south-yorkshire"),
    ("Basildon District Council", "SS14 1DL", "essex"),
    ("Bedford Borough Council", "MK42 9AP", "bedfordshire"),
    ("Birmingham City Council", "B1 1BB", "west-midlands"),
    ("Blaby District Council", "LE9 5EP", "leicestershire"),
    ("Blackburn with Darwen Borough Council", "BB1 7DY", "lancashire"),
    ("Boston Borough Council", "PE21 8QR", "lincolnshire"),
    ("Bournemouth Borough Council", "BH2 6DY", "dorset"),
    ("Bracknell Forest Council", "RG12 1AQ", "thames-valley"),
    ("Breckland District Council", "NR19 1EE", "norfolk"),
    ("Bridgend County Borough Council", "CF31 1LX", "south-wales"),
    ("Bromsgrove District Council", "B60 1AA", "west-mercia"),
    ("Broxbourne Council", "EN8 9XQ", "hertfordshire"),
    ("Bury Metropolitan Borough Council", "BL9 0SW", "greater-manchester"),
    ("Caerphilly County Borough Council", "CF82 7WF", "gwent"),
    ("Calderdale", "HX1 1UJ", "west-yorkshire"),
    ("Cambridge City Council", "CB2 3QJ", "cambridgeshire"),
    ("Cannock Chase District Council", "WS11 1BG", "staffordshire"),
    ("Carlisle City Council", "CA3 8QG", "cumbria"),
    ("Carmarthenshire County Council", "SA31 1JP", "dyfed-powys"),
    ("Cheltenham Borough Council", "GL50 1PP", "gloucestershire"),
    ("Cheshire West and Chester", "CH1 2NP", "cheshire"),
    ("City of Westminster", "SW1E 6QP", "metropolitan"),
    ("City of York", "YO1 9QN", "north-yorkshire"),
    ("Comhairle nan Eilean Siar", "HS1 2BW", "scotland"),
    ("Conwy County Borough Council", "LL32 8DU", "north-wales"),
    ("Corby Borough Council", "NN17 1QB", "northamptonshire"),
    ("Cornwall Council", "TR1 3AY", "devon-and-cornwall"),
    ("Darlington Borough Council", "DL1 5QT", "durham"),
    ("Dumfries and Galloway Council", "DG1 2DD", "scotland"),
    ("East Hampshire District Council", "GU31 4EX", "hampshire"),
    ("East Riding of Yorkshire Council", "HU17 9BA", "humberside"),
    ("Elmbridge Borough Council", "KT10 9SD", "surrey"),
    ("Flintshire County Council", "CH7 6NB", "north-wales"),
    ("Forest of Dean District Council", "GL16 8BH", "gloucestershire"),
    ("Gateshead Metropolitan Borough Council", "NE8 1HH", "northumbria"),
    ("Hartlepool Borough Council", "TS24 8AY", "cleveland"),
    ("Isle of Anglesey Council", "LL77 7TW", "north-wales"),
    ("Isle of Wight Council", "PO30 1UD", "hampshire"),
    ("Liverpool City Council", "L2 2DH", "merseyside"),
    ("Mendip District Council", "BA4 5BT", "avon-and-somerset"),
    ("Monmouthshire Council", "NP44 2XH", "gwent"),
    ("North Warwickshire Borough Council", "CV9 1BD", "warwickshire"),
    ("Northumberland County Council", "NE61 2EF", "northumbria"),
    ("Orkney Islands Council", "KW15 1NY", "scotland"),
    ("Powys County Council", "LD1 5LG", "dyfed-powys"),
    ("Scottish Borders Council", "TD6 0SA", "scotland"),
    ("Shetland Islands Council", "ZE1 0HB", "scotland"),
    ("Shropshire Council", "SY2 6ND", "west-mercia"),
    ("Swindon Borough Council", "SN1 2JH", "wiltshire"),
    ("Wrexham County Borough Council", "LL11 1AY", "north-wales"),
)
OTHERS = (
    # Grounds: github.com/PossiblyRogue/footballgamefinder, src/data/mergedStadiums.js, 2025.
    ("Chester", "CH1 4LT", "cheshire"),
    ("Wrexham, Racecourse Ground", "LL11 2AH", "north-wales"),
    ("Hereford, Edgar Street", "HR4 9JU", "west-mercia"),
    ("Shrewsbury Town", "SY2 6ST", "west-mercia"),
    # "Raydale Park": grounds in a calendar of Pollok FC's matches.
    ("Gretna, Raydale Park", "DG16 5AP", "scotland"),
    # heritagehunter.co.uk, museums in Berwickshire.
    ("Coldstream Museum", "TD12 4BD", "scotland"),
    # Addresses in public code that name the place.
    ("Hay-on-Wye, Broad Street", "HR3 5DB", "dyfed-powys"),
    ("Saltney Service Station", "CH4 8SJ", "north-wales"),
    ("Belfast City Hall", "BT1 5GS", "northern-ireland"),
    ("Tower of London, which is not in the City", "EC3N 4AB", "metropolitan"),
    ("Liverpool Street Station", "EC2M 7QH", "city-of-london"),
    # blackrat.org.uk, places to eat in the City.
    ("Counting House, Cornhill", "EC3V 3PD", "city-of-london"),
    ("Dirty Dick's, Bishopsgate", "EC2M 4NR", "city-of-london"),
)
CITY, MET = "city-of-london", "metropolitan"
BORDERS = (
    # Addresses in public code that name the place; the two grounds as above.
    ("Knights Templar, Chancery Lane", "WC2A 1DT", MET, CITY),
    ("Maughan Library, Chancery Lane", "WC2A 1LR", CITY, MET),
    ("1 Waterhouse Square", "EC1N 2ST", MET, CITY),
    ("3 Waterhouse Square", "EC1N 2SW", MET, CITY),
    ("Sainsbury's, 33 Holborn", "EC1N 2HT", CITY, MET),
    ("Money and Pensions Service, 120 Holborn", "EC1N 2TD", MET, CITY),
    ("6 Holborn", "EC1N 2LL", CITY, MET),
    ("Broadgate Tower", "EC2A 2EW", CITY, MET),
    ("Broadwalk House, Appold Street", "EC2A 2AG", CITY, MET),
    ("1 Primrose Street", "EC2A 2EX", CITY, MET),
    ("1 Principal Place", "EC2A 2FA", MET, CITY),
    ("Aldgate House", "EC3N 1DL", CITY, MET),
    ("16 St Clare Street", "EC3N 1LQ", CITY, MET),
    ("5 Middlesex Street", "E1 7AA", CITY, MET),
    ("East Poultry Avenue, Smithfield", "EC1A 9LH", CITY, MET),
    ("Newmarket Town, Cricket Field Road", "CB8 8BT", "suffolk", "cambridgeshire"),
    ("Bishop's Stortford, Dunmow Road", "CM23 5RG", "hertfordshire", "essex"),
    # Six metres from the border by our own measure, which is no finer than twenty.
    ("Spitalfields", "E1 6AN", CITY, MET),
)
