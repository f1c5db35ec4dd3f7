/** Countries whose official holidays are known, a line each: code (ISO 3166), name in Chinese, name in English. One text, since the add-on carries it, too. Written by scripts/countries.ts. */
export const COUNTRY_NAMES = `AD安道尔|Andorra
AE阿拉伯联合酋长国|United Arab Emirates
AG安提瓜和巴布达|Antigua & Barbuda
AI安圭拉|Anguilla
AL阿尔巴尼亚|Albania
AM亚美尼亚|Armenia
AO安哥拉|Angola
AR阿根廷|Argentina
AS美属萨摩亚|American Samoa
AT奥地利|Austria
AU澳大利亚|Australia
AW阿鲁巴|Aruba
AX奥兰群岛|Åland Islands
AZ阿塞拜疆|Azerbaijan
BA波斯尼亚和黑塞哥维那|Bosnia & Herzegovina
BB巴巴多斯|Barbados
BD孟加拉国|Bangladesh
BE比利时|Belgium
BF布基纳法索|Burkina Faso
BG保加利亚|Bulgaria
BH巴林|Bahrain
BI布隆迪|Burundi
BJ贝宁|Benin
BL圣巴泰勒米|St. Barthélemy
BM百慕大|Bermuda
BN文莱|Brunei
BO玻利维亚|Bolivia
BQ荷属加勒比区|Caribbean Netherlands
BR巴西|Brazil
BS巴哈马|Bahamas
BW博茨瓦纳|Botswana
BY白俄罗斯|Belarus
BZ伯利兹|Belize
CA加拿大|Canada
CC科科斯（基林）群岛|Cocos (Keeling) Islands
CD刚果（金）|Congo - Kinshasa
CF中非共和国|Central African Republic
CG刚果（布）|Congo - Brazzaville
CH瑞士|Switzerland
CI科特迪瓦|Côte d’Ivoire
CK库克群岛|Cook Islands
CL智利|Chile
CM喀麦隆|Cameroon
CN中国|China
CO哥伦比亚|Colombia
CR哥斯达黎加|Costa Rica
CU古巴|Cuba
CV佛得角|Cape Verde
CW库拉索|Curaçao
CX圣诞岛|Christmas Island
CY塞浦路斯|Cyprus
CZ捷克|Czechia
DE德国|Germany
DJ吉布提|Djibouti
DK丹麦|Denmark
DM多米尼克|Dominica
DO多米尼加共和国|Dominican Republic
DZ阿尔及利亚|Algeria
EC厄瓜多尔|Ecuador
EE爱沙尼亚|Estonia
EG埃及|Egypt
EH西撒哈拉|Western Sahara
ER厄立特里亚|Eritrea
ES西班牙|Spain
ET埃塞俄比亚|Ethiopia
FI芬兰|Finland
FJ斐济|Fiji
FO法罗群岛|Faroe Islands
FR法国|France
GA加蓬|Gabon
GB英国|United Kingdom
GD格林纳达|Grenada
GE格鲁吉亚|Georgia
GF法属圭亚那|French Guiana
GG根西岛|Guernsey
GH加纳|Ghana
GI直布罗陀|Gibraltar
GL格陵兰|Greenland
GM冈比亚|Gambia
GN几内亚|Guinea
GP瓜德罗普|Guadeloupe
GQ赤道几内亚|Equatorial Guinea
GR希腊|Greece
GT危地马拉|Guatemala
GU关岛|Guam
GW几内亚比绍|Guinea-Bissau
GY圭亚那|Guyana
HK中国香港|Hong Kong
HN洪都拉斯|Honduras
HR克罗地亚|Croatia
HT海地|Haiti
HU匈牙利|Hungary
IC加纳利群岛|Canary Islands
ID印度尼西亚|Indonesia
IE爱尔兰|Ireland
IL以色列|Israel
IM马恩岛|Isle of Man
IN印度|India
IR伊朗|Iran
IS冰岛|Iceland
IT意大利|Italy
JE泽西岛|Jersey
JM牙买加|Jamaica
JP日本|Japan
KE肯尼亚|Kenya
KM科摩罗|Comoros
KN圣基茨和尼维斯|St. Kitts & Nevis
KR韩国|South Korea
KY开曼群岛|Cayman Islands
KZ哈萨克斯坦|Kazakhstan
LC圣卢西亚|St. Lucia
LI列支敦士登|Liechtenstein
LK斯里兰卡|Sri Lanka
LR利比里亚|Liberia
LS莱索托|Lesotho
LT立陶宛|Lithuania
LU卢森堡|Luxembourg
LV拉脱维亚|Latvia
LY利比亚|Libya
MA摩洛哥|Morocco
MC摩纳哥|Monaco
MD摩尔多瓦|Moldova
ME黑山|Montenegro
MF法属圣马丁|St. Martin
MG马达加斯加|Madagascar
MK北马其顿|North Macedonia
ML马里|Mali
MQ马提尼克|Martinique
MR毛里塔尼亚|Mauritania
MS蒙特塞拉特|Montserrat
MT马耳他|Malta
MU毛里求斯|Mauritius
MW马拉维|Malawi
MX墨西哥|Mexico
MY马来西亚|Malaysia
MZ莫桑比克|Mozambique
NA纳米比亚|Namibia
NC新喀里多尼亚|New Caledonia
NE尼日尔|Niger
NF诺福克岛|Norfolk Island
NG尼日利亚|Nigeria
NI尼加拉瓜|Nicaragua
NL荷兰|Netherlands
NO挪威|Norway
NZ新西兰|New Zealand
PA巴拿马|Panama
PE秘鲁|Peru
PF法属波利尼西亚|French Polynesia
PH菲律宾|Philippines
PK巴基斯坦|Pakistan
PL波兰|Poland
PM圣皮埃尔和密克隆群岛|St. Pierre & Miquelon
PR波多黎各|Puerto Rico
PT葡萄牙|Portugal
PY巴拉圭|Paraguay
RE留尼汪|Réunion
RO罗马尼亚|Romania
RS塞尔维亚|Serbia
RU俄罗斯|Russia
RW卢旺达|Rwanda
SA沙特阿拉伯|Saudi Arabia
SC塞舌尔|Seychelles
SD苏丹|Sudan
SE瑞典|Sweden
SG新加坡|Singapore
SH圣赫勒拿|St. Helena
SI斯洛文尼亚|Slovenia
SJ斯瓦尔巴和扬马延|Svalbard & Jan Mayen
SK斯洛伐克|Slovakia
SL塞拉利昂|Sierra Leone
SM圣马力诺|San Marino
SN塞内加尔|Senegal
SO索马里|Somalia
SR苏里南|Suriname
SS南苏丹|South Sudan
ST圣多美和普林西比|São Tomé & Príncipe
SV萨尔瓦多|El Salvador
SX荷属圣马丁|Sint Maarten
SZ斯威士兰|Eswatini
TC特克斯和凯科斯群岛|Turks & Caicos Islands
TD乍得|Chad
TG多哥|Togo
TH泰国|Thailand
TN突尼斯|Tunisia
TO汤加|Tonga
TR土耳其|Türkiye
TT特立尼达和多巴哥|Trinidad & Tobago
TW中国台湾|Taiwan
TZ坦桑尼亚|Tanzania
UA乌克兰|Ukraine
UG乌干达|Uganda
US美国|United States
UY乌拉圭|Uruguay
UZ乌兹别克斯坦|Uzbekistan
VA梵蒂冈|Vatican City
VC圣文森特和格林纳丁斯|St. Vincent & Grenadines
VE委内瑞拉|Venezuela
VG英属维尔京群岛|British Virgin Islands
VI美属维尔京群岛|U.S. Virgin Islands
VN越南|Vietnam
VU瓦努阿图|Vanuatu
WF瓦利斯和富图纳|Wallis & Futuna
XK科索沃|Kosovo
YT马约特|Mayotte
ZA南非|South Africa
ZM赞比亚|Zambia
ZW津巴布韦|Zimbabwe`;
