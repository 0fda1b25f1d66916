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
	{"it-code-wrong", "cf x RSSMRA85T10A562Q y", "it-code"},
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
	{"my-person", "mykad 770305-02-1234", "my-person"},
	{"il-person", "teudat zehut 039337423", "il-person"},
	{"ng-person", "nin 12345678903", NULL},
	{"za-person", "My South African ID is 9202201234088.", "za-person"},
	{"za-person-wrong", "8001015009086 is it", NULL},
	{"au-tfn", "tfn 876 543 210", "au-tfn"},
	{"au-abn", "ABN 51 824 753 556", "au-abn"},
	{"au-abn-wrong", "ABN 51 824 753 557", NULL},
	{"au-acn", "acn 000 000 019", "au-acn"},
	{"au-medicare", "medicare 2123 45670 1", "au-medicare"},
	{"nz-ird", "IRD 49-091-850", NULL},
	{"nz-ird-nine", "ird 136-410-132", "nz-ird"},
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
	g_test_add_func("/number-scan/is-linear", test_is_linear);
	return g_test_run();
}
