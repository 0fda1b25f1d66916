/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/leak/wd-number-scan.h"
#include "wd-rows.h"

/* Numbers are from the documents that describe them, or were made up with the right digits. */
typedef struct {
	const char *name;
	const char *text;
	const char *kind; /* NULL: nothing */
} Case;

static const Case cases[] = {
	{"us-ssn", "ssn 489-83-0025", "us-ssn"},
	{"us-ssn-without-gaps", "my social security number: 489830025", "us-ssn"},
	{"us-ssn-without-gaps-or-name", "part 489830025 is here", NULL},
	{"us-ssn-area", "900-01-1427 for the form", NULL},
	{"us-ssn-group", "403-00-4216", NULL},
	{"us-ssn-mixed-gaps", "693-09.4444", NULL},
	{"us-ssn-inside-a-longer-one", "1489-83-0025", NULL},
	{"us-itin", "itin 911-53-1234", "us-itin"},
	{"us-routing", "routing 121000358", "us-routing"},
	{"us-npi", "NPI: 1234567893", "us-npi"},
	{"us-mbi", "Patient 1EG4-TE5-MK73 is here", "us-mbi"},
	{"us-mbi-letter-that-is-none", "1EG4-TE5-MI73", NULL},
	{"ca-sin", "my SIN is 130-692-544", "ca-sin"},
	{"ca-sin-wrong", "my SIN is 130-692-545", NULL},
	{"br-cpf", "cpf do cliente: 529.982.247-25", "br-cpf"},
	{"br-cpf-wrong", "529.982.247-26", NULL},
	{"br-cnpj", "11.222.333/0001-81", "br-cnpj"},
	{"mx-curp", "BOXW310820HNERXN09", "mx-curp"},
	{"mx-curp-wrong", "BOXW310820HNERXN08", NULL},
	{"ar-cuit", "20-26756539-3", "ar-cuit"},
	{"cl-rut", "30.686.957-X is none, 12.531.909-2 is", "cl-rut"},
	{"pe-ruc", "ruc 20512333797", "pe-ruc"},
	{"co-nit", "nit 213.123.432-1", "co-nit"},
	{"ec-cedula", "cedula 1714307103", "ec-cedula"},
	{"uk-nino", "my NI number is CM582568A", "uk-nino"},
	{"uk-nino-gaps", "AA 12 34 56 B for payroll", "uk-nino"},
	{"uk-nino-letter", "LG503955J", NULL},
	{"uk-nino-prefix", "GB 09 59 74 B", NULL},
	{"uk-nino-small", "commit ab123456c is fine", NULL},
	{"uk-nhs", "nhs 401-023-2137", "uk-nhs"},
	{"uk-nhs-wrong", "nhs 401-023-2138", NULL},
	{"de-tax-id", "Meine Steuer-ID: 86095742719", "de-tax-id"},
	{"de-tax-id-wrong", "Meine Steuer-ID: 86095742718", NULL},
	{"de-tax-id-unnamed", "call 86095742719 now", NULL},
	{"de-pension", "65070803A019", "de-pension"},
	{"de-pension-wrong", "65070803A018", NULL},
	{"de-health", "eGK-Nummer A123456780", "de-health"},
	{"de-document", "Personalausweis: L01X00T44.", "de-document"},
	{"de-vat", "USt-IdNr. DE 136 695 976", "de-vat"},
	{"fr-insee", "2 55 08 14 168 025 38", "fr-insee"},
	{"fr-insee-corsica", "184122A00100191", NULL},
	{"fr-insee-wrong", "2 55 08 14 168 025 39", NULL},
	{"es-dni", "mi DNI es 12345678Z", "es-dni"},
	{"es-dni-wrong", "mi DNI es 12345678A", NULL},
	{"es-nie", "tengo X1234567L ya", "es-nie"},
	{"it-code", "RSSMRA85T10A562S", "it-code"},
	{"it-code-wrong", "cf x RSSMRA85T10A562Q y", NULL},
	{"it-code-in-groups", "RSS MRA 85T10 A562S", "it-code"},
	{"it-code-wrong-unnamed", "see RSSMRA85T10A562Q there", NULL},
	{"it-vat", "partita IVA 01333550323", "it-vat"},
	{"nl-bsn", "bsn 111222333", "nl-bsn"},
	{"nl-bsn-unnamed", "111222333", NULL},
	{"be-register", "85.07.30-033.28", "be-register"},
	{"pt-nif", "NIF 501964843", "pt-nif"},
	{"ie-ppsn", "my pps is 1234567T", "ie-ppsn"},
	{"ch-ahv", "756.9217.0769.85", "ch-ahv"},
	{"ch-ahv-wrong", "756.9217.0769.84", NULL},
	{"at-svnr", "SVNR 1237 010180", "at-svnr"},
	{"gr-amka", "AMKA 01013099997", "gr-amka"},
	{"se-person", "19910924-2397 är mitt pnr.", "se-person"},
	{"se-person-date", "pnr 19001309-2393", NULL},
	{"se-company", "556703-7485 tillhör vårt företag.", "se-company"},
	{"no-person", "det er 15108695088", "no-person"},
	{"no-person-wrong", "det er 15108695077", NULL},
	{"fi-person", "tunnus 131052-308T", "fi-person"},
	{"fi-person-new-sign", "010594Y9021", "fi-person"},
	{"fi-person-wrong", "131052-308U", NULL},
	{"dk-person", "cpr 211062-5629", "dk-person"},
	{"pl-pesel", "My pesel is 44051401458.", "pl-pesel"},
	{"pl-pesel-wrong", "My pesel is 44051401459.", NULL},
	{"pl-nip", "NIP 526-104-08-28", "pl-nip"},
	{"cz-birth", "710319/2745", "cz-birth"},
	{"cz-birth-wrong", "710319/2746", NULL},
	{"ro-cnp", "cnp 1800101221144", "ro-cnp"},
	{"bg-egn", "egn 7523169263", "bg-egn"},
	{"hr-oib", "oib 33392005961", "hr-oib"},
	{"rs-jmbg", "jmbg 0101006500006", "rs-jmbg"},
	{"ee-lt-person", "isikukood 37605030299", "ee-lt-person"},
	{"lv-person", "personas kods 161175-19997", "lv-person"},
	{"hu-taj", "TAJ 111 111 110", "hu-taj"},
	{"ru-snils", "112-233-445 95", "ru-snils"},
	{"ru-inn", "ИНН 500100732259", "ru-inn"},
	{"cn-resident", "11010519491231002X", "cn-resident"},
	{"cn-resident-wrong", "110105194912310021", NULL},
	{"in-aadhaar", "My Aadhaar number is 400123456787 here", "in-aadhaar"},
	{"in-aadhaar-wrong", "My Aadhaar number is 400123456788 here", NULL},
	{"in-pan", "My PAN number is ABBPM4567S", "in-pan"},
	{"in-gstin", "GSTIN 27ABCDE1234F1Z5", "in-gstin"},
	{"jp-my-number", "マイナンバー 1234 5678 9018", "jp-my-number"},
	{"kr-person", "050912-2000019", "kr-person"},
	{"kr-person-date", "001332-1234567", NULL},
	{"tr-person", "numarası 10000000146 olarak", "tr-person"},
	{"tr-person-wrong", "numarası 10000000147 olarak", NULL},
	{"sg-person", "nric S9108268C", "sg-person"},
	{"sg-uen", "UEN 53125226D was processed", "sg-uen"},
	{"th-person", "My Thai ID is 1234567890121", "th-person"},
	{"tw-person", "A123456789", "tw-person"},
	{"hk-person", "hkid A123456(3)", "hk-person"},
	{"hk-person-wrong", "A123456(4)", NULL},
	{"my-person-alone", "770305-02-1234", "my-person"},
	{"il-person", "teudat zehut 039337423", "il-person"},
	{"ng-person", "nin 12345678903", NULL},
	{"za-person", "My South African ID is 9202201234088.", "za-person"},
	{"za-person-wrong", "8001015009086 is it", NULL},
	{"au-tfn", "tfn 876 543 210", "au-tfn"},
	{"au-abn", "ABN 51 824 753 556", "au-abn"},
	{"au-abn-wrong", "ABN 51 824 753 557", NULL},
	{"au-acn", "acn 000 000 019", "au-acn"},
	{"au-medicare", "medicare 2123 45670 1", "au-medicare"},
	{"nz-ird-nine", "ird 136-410-132", "nz-ird"},
	{"fr-siren", "siren 366 833 028 please", "fr-siren"},
	{"fr-siren-wrong", "siren 366 833 020 please", NULL},
	{"fr-siret", "siret 057 813 131 98020 please", "fr-siret"},
	{"fr-siret-wrong", "siret 057 813 131 98021 please", NULL},
	{"fr-tax", "numéro fiscal 30 83 377 630 053 please", "fr-tax"},
	{"fr-tax-wrong", "numéro fiscal 30 83 377 630 050 please", NULL},
	{"uk-utr", "UTR 1921839612 please", "uk-utr"},
	{"uk-utr-wrong", "UTR 1921839610 please", NULL},
	{"at-tax", "Steuernummer 98-120/1478 please", "at-tax"},
	{"at-tax-wrong", "Steuernummer 98-120/1470 please", NULL},
	{"dk-company", "cvr 40980628 please", "dk-company"},
	{"dk-company-wrong", "cvr 40980620 please", NULL},
	{"no-company", "orgnr 845 007 918 please", "no-company"},
	{"no-company-wrong", "orgnr 845 007 910 please", NULL},
	{"fi-company", "y-tunnus 8027424-6 please", "fi-company"},
	{"fi-company-wrong", "y-tunnus 8027424-0 please", NULL},
	{"is-person", "kennitala 140794-3339 please", "is-person"},
	{"is-person-wrong", "kennitala 140794-3331 please", NULL},
	{"pl-regon", "REGON 82345478742347 please", "pl-regon"},
	{"pl-regon-wrong", "REGON 82345478742340 please", NULL},
	{"pt-card", "cartão de cidadão 19147382 1 ZY0 please", "pt-card"},
	{"pt-card-wrong", "cartão de cidadão 19147382 1 ZY1 please", NULL},
	{"tr-tax", "vergi no 2690039570 please", "tr-tax"},
	{"tr-tax-wrong", "vergi no 2690039571 please", NULL},
	{"ua-tax", "РНОКПП 9279914366 please", "ua-tax"},
	{"ua-tax-wrong", "РНОКПП 9279914360 please", NULL},
	{"by-tax", "УНП 600184032 please", "by-tax"},
	{"by-tax-wrong", "УНП 600184030 please", NULL},
	{"md-person", "IDNP 6603605012571 please", "md-person"},
	{"md-person-wrong", "IDNP 6603605012570 please", NULL},
	{"ru-ogrn", "ОГРН 3037200325819 please", "ru-ogrn"},
	{"ru-ogrn-wrong", "ОГРН 3037200325810 please", NULL},
	{"bg-foreigner", "ЛНЧ 7411042900 please", "bg-foreigner"},
	{"bg-foreigner-wrong", "ЛНЧ 7411042901 please", NULL},
	{"gr-tax", "ΑΦΜ 018209516 please", "gr-tax"},
	{"gr-tax-wrong", "ΑΦΜ 018209510 please", NULL},
	{"rs-tax", "PIB 005081900 please", "rs-tax"},
	{"rs-tax-wrong", "PIB 005081901 please", NULL},
	{"mk-tax", "ЕДБ 4052495105355 please", "mk-tax"},
	{"mk-tax-wrong", "ЕДБ 4052495105350 please", NULL},
	{"es-account", "cuenta 1534 1234 16 12345 47390 please", "es-account"},
	{"es-account-wrong", "cuenta 1534 1234 16 12345 47391 please", NULL},
	{"be-card", "eid 585-6917094-58 please", "be-card"},
	{"be-card-wrong", "eid 585-6917094-50 please", NULL},
	{"cz-company", "IČO 45321361 please", "cz-company"},
	{"cz-company-wrong", "IČO 45321360 please", NULL},
	{"mx-rfc", "RFC SOMF 330501 656 please", "mx-rfc"},
	{"mx-rfc-wrong", "RFC SOMF 330500 656 please", NULL},
	{"ar-cbu", "CBU 38600119 01000028926675 please", "ar-cbu"},
	{"ar-cbu-wrong", "CBU 38600119 01000028926670 please", NULL},
	{"do-person", "cédula 022-0027894-9 please", "do-person"},
	{"do-person-wrong", "cédula 022-0027894-0 please", NULL},
	{"do-company", "RNC 5-07-28133-3 please", "do-company"},
	{"do-company-wrong", "RNC 5-07-28133-0 please", NULL},
	{"ec-ruc", "RUC 0499626010701 please", "ec-ruc"},
	{"ec-ruc-wrong", "RUC 0499626011701 please", NULL},
	{"ve-rif", "RIF J332065415 please", "ve-rif"},
	{"ve-rif-wrong", "RIF J332065410 please", NULL},
	{"gt-nit", "NIT 6251168-8 please", "gt-nit"},
	{"gt-nit-wrong", "NIT 6251168-0 please", NULL},
	{"py-ruc", "RUC 7087250-3 please", "py-ruc"},
	{"py-ruc-wrong", "RUC 7087250-0 please", NULL},
	{"sv-nit", "NIT 0615-180494-103-7 please", "sv-nit"},
	{"sv-nit-wrong", "NIT 0615-180494-103-0 please", NULL},
	{"uy-rut", "RUT 21-001506-001-2 please", "uy-rut"},
	{"uy-rut-wrong", "RUT 21-001506-001-0 please", NULL},
	{"ca-health", "PHN 9993 648 215 please", "ca-health"},
	{"ca-health-wrong", "PHN 9993 648 210 please", NULL},
	{"cn-company", "USCC 92516621MA1UK0DA16 please", "cn-company"},
	{"cn-company-wrong", "USCC 92516621MA1UK0DA10 please", NULL},
	{"tw-company", "統編 09803504 please", "tw-company"},
	{"tw-company-wrong", "統編 09803500 please", NULL},
	{"jp-company", "法人番号 1-0998-8284-0139 please", "jp-company"},
	{"jp-company-wrong", "法人番号 1-0998-8284-0131 please", NULL},
	{"id-tax", "npwp 01.620.679.9-808.005 please", "id-tax"},
	{"id-tax-wrong", "npwp 01.620.679.0-808.005 please", NULL},
	{"vn-tax", "MST 0906443191 please", "vn-tax"},
	{"vn-tax-wrong", "MST 0906443190 please", NULL},
	{"pk-person", "CNIC 34201-9891275-1 please", "pk-person"},
	{"pk-person-wrong", "CNIC 34201-9891275-0 please", NULL},
	{"gh-tax", "TIN C0029482666 please", "gh-tax"},
	{"gh-tax-wrong", "TIN C0029482660 please", NULL},
	{"za-tax", "SARS 0307330050 please", "za-tax"},
	{"za-tax-wrong", "SARS 0307330051 please", NULL},
	{"mu-person", "NIC U1507151211346 please", "mu-person"},
	{"mu-person-wrong", "NIC U1507151211340 please", NULL},
	{"ma-company", "ICE 002855595000355 please", "ma-company"},
	{"ma-company-wrong", "ICE 002855595000350 please", NULL},
	{"mz-tax", "NUIT 120 851 233 please", "mz-tax"},
	{"mz-tax-wrong", "NUIT 120 851 230 please", NULL},
	{"my-person", "MyKad 720305-42-6232 please", "my-person"},
	{"my-person-wrong", "MyKad 720300-42-6232 please", NULL},
	{"in-voter", "voter WKH6426233 please", "in-voter"},
	{"in-voter-wrong", "voter WKH6426230 please", NULL},
	{"us-ein", "EIN 04-6103029 please", "us-ein"},
	{"us-ein-wrong", "EIN 00-6103029 please", NULL},
	{"es-company", "CIF J89216865 please", "es-company"},
	{"es-company-wrong", "CIF J89216860 please", NULL},
	{"ch-company", "UID CHE-468.406.529 please", "ch-company"},
	{"ch-company-wrong", "UID CHE-468.406.520 please", NULL},
	{"vat-at", "VAT ATU06585827 please", "eu-vat"},
	{"vat-at-wrong", "VAT ATU06585820 please", NULL},
	{"vat-be", "VAT BE0328752992 please", "eu-vat"},
	{"vat-be-wrong", "VAT BE0328752990 please", NULL},
	{"vat-bg", "VAT BG975555551 please", "eu-vat"},
	{"vat-bg-wrong", "VAT BG975555550 please", NULL},
	{"vat-cy", "VAT CY16690033P please", "eu-vat"},
	{"vat-cy-wrong", "VAT CY16690030P please", NULL},
	{"vat-cz", "VAT CZ25174711 please", "eu-vat"},
	{"vat-cz-wrong", "VAT CZ25174710 please", NULL},
	{"vat-dk", "VAT DK13583609 please", "eu-vat"},
	{"vat-dk-wrong", "VAT DK13583600 please", NULL},
	{"vat-ee", "VAT EE400594051 please", "eu-vat"},
	{"vat-ee-wrong", "VAT EE400594050 please", NULL},
	{"vat-gr", "VAT EL604258206 please", "eu-vat"},
	{"vat-gr-wrong", "VAT EL604258200 please", NULL},
	{"vat-fi", "VAT FI30771244 please", "eu-vat"},
	{"vat-fi-wrong", "VAT FI30771240 please", NULL},
	{"vat-fr", "VAT FR4Z153952742 please", "eu-vat"},
	{"vat-fr-wrong", "VAT FR4Z153952740 please", NULL},
	{"vat-hr", "VAT HR33392351160 please", "eu-vat"},
	{"vat-hr-wrong", "VAT HR33392351161 please", NULL},
	{"vat-hu", "VAT HU12792511 please", "eu-vat"},
	{"vat-hu-wrong", "VAT HU12792510 please", NULL},
	{"vat-ie", "VAT IE9036475F please", "eu-vat"},
	{"vat-ie-wrong", "VAT IE9036470F please", NULL},
	{"vat-it", "VAT IT00743680852 please", "eu-vat"},
	{"vat-it-wrong", "VAT IT00743680850 please", NULL},
	{"vat-lt", "VAT LT641007919014 please", "eu-vat"},
	{"vat-lt-wrong", "VAT LT641007919010 please", NULL},
	{"vat-lu", "VAT LU85604442 please", "eu-vat"},
	{"vat-lu-wrong", "VAT LU85604440 please", NULL},
	{"vat-lv", "VAT LV42003503800 please", "eu-vat"},
	{"vat-lv-wrong", "VAT LV42003503801 please", NULL},
	{"vat-mt", "VAT MT24678142 please", "eu-vat"},
	{"vat-mt-wrong", "VAT MT24678140 please", NULL},
	{"vat-nl", "VAT NL005445942B01 please", "eu-vat"},
	{"vat-pl", "VAT PL8147316207 please", "eu-vat"},
	{"vat-pl-wrong", "VAT PL8147316200 please", NULL},
	{"vat-pt", "VAT PT404974643 please", "eu-vat"},
	{"vat-pt-wrong", "VAT PT404974640 please", NULL},
	{"vat-ro", "VAT RO18247330 please", "eu-vat"},
	{"vat-ro-wrong", "VAT RO18247331 please", NULL},
	{"vat-se", "VAT SE923460789401 please", "eu-vat"},
	{"vat-se-wrong", "VAT SE923460789400 please", NULL},
	{"vat-si", "VAT SI40223574 please", "eu-vat"},
	{"vat-si-wrong", "VAT SI40223570 please", NULL},
	{"vat-sk", "VAT SK2522732619 please", "eu-vat"},
	{"vat-sk-wrong", "VAT SK2522732610 please", NULL},
	{"vat-gb", "VAT GB571037501 please", "eu-vat"},
	{"vat-gb-wrong", "VAT GB571037500 please", NULL},
	{"behind-chinese", "我的身份证是11010519491231002X", "cn-resident"},
	{"behind-korean", "제 번호는 050912-2000019입니다", "kr-person"},
	{"behind-thai", "เลขประจำตัวประชาชน3456789012347", "th-person"},
	{"in-typographic-quotes", "PESEL „44051401458“", "pl-pesel"},
	{"alone-in-typographic-quotes", "“44051401458”", "pl-pesel"},
	{"inside-a-word-of-accents", "éé44051401458 pesel", NULL},
	{"glued-to-the-word", "My swedish id code is199003052397.", "se-person"},
	{"glued-and-unnamed", "the build is199003052397 now", NULL},
	{"glued-and-short", "pesel no4405140145", NULL},
	{"joined-by-a-word", "01333550323 and 44051401458", "it-vat"},
	{"joined-by-more", "01333550323 plus shipping 44051401458", NULL},
	{"one-digit-all-over", "11111111111", NULL},
	{"kr-person-of-other-gaps", "call 960121 1234567 now", NULL},
	{"es-nie-of-two-dashes", "X-1234567-L", "es-nie"},
	{"nine-digits-as-remote-desktops-have", "130692544", NULL},
	{"cz-birth-whose-rest-is-ten", "710615/2340", "cz-birth"},
	{"kr-person-without-a-dash", "9601211234567", "kr-person"},
	{"kr-person-that-is-of-south-africa", "8001015009086", NULL},
	{"kr-person-of-a-region-that-is-none", "9601211964567", NULL},
	{"th-person-of-no-province", "1294567890123", NULL},
	{"uk-nhs-of-scotland", "0101701234", NULL},
	{"uk-nhs-alone", "401 023 2137", "uk-nhs"},
	{"se-person-of-a-hundred", "121212+1212", "se-person"},
	{"bg-egn-alone", "7523169263", "bg-egn"},
	{"cz-birth-alone", "7103192745", "cz-birth"},
	{"cz-birth-before-1954", "rodné číslo 481231/123", "cz-birth"},
	{"lv-person-without-a-date", "personas kods 320000-00006", NULL},
	{"ie-ppsn-of-a-spouse", "pps 1234567TW", "ie-ppsn"},
	{"nz-ird-of-eight", "IRD 49-091-850", "nz-ird"},
	{"nl-bsn-of-eight", "bsn 10000009", NULL},
	{"in-pan-of-another-kind", "PAN AAASA1111R", "in-pan"},
	{"passport", "my passport number is 533380006", "passport"},
	{"passport-of-letters", "passport AB1234567 is in the safe", "passport"},
	{"passport-unnamed", "the part AB1234568 is in stock", NULL},
	{"uk-driver", "MORGA657054SM9IJ", "uk-driver"},
	{"uk-driver-short-name", "licence FOX99512209M99XX here, driving licence", "uk-driver"},
	{"uk-driver-month", "MORGA663054SM9IJ", NULL},
	{"us-dea", "DEA AB1234563", "us-dea"},
	{"us-dea-wrong", "DEA AB1234564", NULL},
	{"us-ein-unnamed", "see 12-3456789 there", NULL},
	{"de-tax-number", "Steuernummer 151/815/08156", "de-tax-number"},
	{"de-tax-number-unnamed", "am 151/815/08156", NULL},
	{"de-doctor", "LANR 123456601", "de-doctor"},
	{"de-old-card", "T22000129", "de-document"},
	{"ae-person", "784-1979-1234567-1", "ae-person"},
	{"ae-person-wrong", "784-1979-1234567-2", NULL},
	{"sa-person", "iqama 2123456780", NULL},
	{"lk-person", "NIC 852343678V", "lk-person"},
	{"eg-person", "29001011234567", "eg-person"},
	{"ir-person", "کد ملی 0499370899", "ir-person"},
	{"ir-person-wrong", "کد ملی 0499370898", NULL},
	{"ke-tax", "KRA PIN A001234567Z", "ke-tax"},
	{"kr-company", "사업자등록번호 123-45-67891", "kr-company"},
	{"br-cnpj-of-letters", "12.ABC.345/01DE-35", "br-cnpj"},
	{"br-cnpj-of-letters-wrong", "12.ABC.345/01DE-36", NULL},
	{"ar-dni", "DNI 20.123.456", "ar-dni"},
	{"name-in-capitals-of-russia", "ИНН 500100732259", "ru-inn"},
	{"name-in-capitals-of-greece", "ΑΦΜ 094259216", "gr-tax"},
	{"alone", "44051401458", "pl-pesel"},
	{"alone-among-signs", " 44051401458. ", "pl-pesel"},
	{"not-alone", "see 44051401458 there", NULL},
	{"phone", "call me at +1 415 555 0935", NULL},
	{"time", "timestamp 1633639826551", NULL},
	{"address", "ping 192.168.0.128", NULL},
	{"uuid", "the uuid is 948a6cb1-c0e6-4281-a990-bfcb83a9630e", NULL},
	{"isbn", "ISBN 978-3-16-148410-0", NULL},
	{"build", "build 9ec528e87e3daaef57ebdf7d39216601e080f787 is green", NULL},
	{"few-digits", "in 10 minutes", NULL},
	{"empty", "", NULL},
	{"only-gaps", "- - - 1 2 3 4 5 - /", NULL},
};

typedef struct {
	const char *kind; /* the first */
	gsize start;
	gsize end;
} Found;

static void
note(const WdNumberKind *kind, gsize start, gsize end, gpointer data)
{
	Found *found = data;

	if (found->kind == NULL)
		*found = (Found){kind->id, start, end};
}

static void
test_scan(gconstpointer data)
{
	const Case *row = data;
	g_auto(WdLeakText) view = {0};
	Found found = {0};

	wd_leak_text_init(&view, row->text);
	wd_number_scan(&view, note, &found);
	g_assert_cmpstr(found.kind, ==, row->kind);
	g_assert_cmpuint(found.end, <=, strlen(row->text));
}

/* A number by itself, as the answer to a question that names it. */
static const struct {
	const char *name;
	const char *question;
	const char *text;
	const char *kind;
} answers[] = {
	{"named", "What is your BSN?", "111222333", "nl-bsn"},
	{"with-signs", "ssn pls", "489830025.", "us-ssn"},
	{"of-another-script", "Какой у вас СНИЛС?", "11223344595", "ru-snils"},
	{"names-another", "What is your telephone number?", "111222333", NULL},
	{"names-nothing", "how many?", "111222333", NULL},
	{"no-question", NULL, "111222333", NULL},
	{"not-alone", "What is your BSN?", "I ordered part 111222333 for it", NULL},
	{"wrong", "What is your BSN?", "111222334", NULL},
	{"passport", "your passport number please", "533380006", "passport"},
};

static void
test_answer(gconstpointer data)
{
	const guint i = GPOINTER_TO_UINT(data);
	g_auto(WdLeakText) view = {0};
	Found found = {0};

	wd_leak_text_init(&view, answers[i].text);
	view.question = answers[i].question;
	wd_number_scan(&view, note, &found);
	g_assert_cmpstr(found.kind, ==, answers[i].kind);
}

/* A text that is nothing but beginnings of numbers. */
static void
test_is_linear(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_auto(WdLeakText) view = {0};
	Found found = {0};
	gint64 began_us = g_get_monotonic_time();

	while (text->len < 256 * 1024)
		g_string_append(text, "12 345 67-8 AB12 ");
	wd_leak_text_init(&view, text->str);
	wd_number_scan(&view, note, &found);
	g_assert_cmpint(g_get_monotonic_time() - began_us, <, 5 * G_USEC_PER_SEC);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/number-scan/", cases, test_scan);
	for (guint i = 0; i < G_N_ELEMENTS(answers); i++) {
		g_autofree char *path = g_strdup_printf("/number-scan/answer/%s", answers[i].name);

		g_test_add_data_func(path, GUINT_TO_POINTER(i), test_answer);
	}
	g_test_add_func("/number-scan/is-linear", test_is_linear);
	return g_test_run();
}
