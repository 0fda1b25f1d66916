/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/detect/wd-cargo.h"
#include "wd-rows.h"

/* What is there, one letter each; see describe(). */
typedef struct {
	const char *name;
	const char *text;
	const char *html; /* (nullable) */
	const char *found;
} Case;

static const Case cases[] = {
	{"nothing", "shall we meet at six?", NULL, ""},
	{"empty", "", NULL, ""},
	{"link", "see https://shop.example/page", NULL, "L"},
	{"without-tls", "see http://shop.example/page", NULL, "LC"},
	{"bare-is-no-choice", "see www.shop-of-ann.com/page", NULL, "L"},
	{"shortener", "see https://bit.ly/abcde", NULL, "LS"},
	{"address", "see https://192.0.2.7/", NULL, "LR"},
	{"program", "get https://shop.example/setup.exe", NULL, "LR"},
	{"token-in-the-path", "see https://shop.example/x93kd02", NULL, "LM"},
	{"token-in-the-query", "see https://shop.example/?u=x93kd02", NULL, "LM"},
	{"a-date-is-no-token", "see https://shop.example/2026-01-02/notes", NULL, "L"},
	{"luring-site", "see https://free-prize.example/", NULL, "LU"},
	{"own-site", "see https://wiki.corp.example/page", NULL, "LO"},
	{"own-and-another", "https://corp.example/ https://shop.example/", NULL, "L"},
	{"famous", "see https://www.bbc.co.uk/news", NULL, "LF"},
	{"famous-and-another", "https://www.bbc.co.uk/ https://shop.example/", NULL, "L"},
	{"in-the-markup", "see this", "see <a href=\"https://shop.example/\">this</a>", "L"},
	{"hostile-markup", "x", "<a href=<a href='http://\">", ""},
	{"script", "x", "<a href=\"javascript:alert(1)\">x</a>", "R"},
	{"hostile-bytes", "\xff\xfe https://shop.example/ \xc3", NULL, "L"},
};

static void
describe(const WdCargo *cargo, GString *out)
{
	const struct {
		gboolean is_there;
		char letter;
	} all[] = {
		{cargo->has_link, 'L'},
		{cargo->is_risky, 'R'},
		{cargo->is_shortened, 'S'},
		{cargo->is_clear, 'C'},
		{cargo->is_made_up, 'M'},
		{cargo->is_luring, 'U'},
		{cargo->is_own, 'O'},
		{cargo->is_famous, 'F'},
		{cargo->is_invitation, 'I'},
		{cargo->is_program, 'P'},
		{cargo->is_container, 'Z'},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(all); i++) {
		if (all[i].is_there)
			g_string_append_c(out, all[i].letter);
	}
}

static void
check(const WdEvent *fields, const char *found)
{
	g_autoptr(WdPolicy) policy = wd_policy_new_default();
	g_autoptr(WdEvent) event = wd_event_new(fields);
	g_autoptr(GString) out = g_string_new(NULL);
	WdCargo cargo;

	wd_cargo_look(&cargo, event, policy);
	describe(&cargo, out);
	g_assert_cmpstr(out->str, ==, found);
}

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	const WdEvent fields = {
		.protocol = "prpl-jabber",
		.account = "me@corp.example",
		.peer = "eve@elsewhere.example/desk",
		.text = row->text,
		.html = row->html,
	};

	check(&fields, row->found);
}

typedef struct {
	const char *name;
	WdEventKind kind;
	const char *file_name; /* (nullable) */
	const char *found;
} KindCase;

static const KindCase kinds[] = {
	{"invitation", WD_EVENT_CHAT_INVITE, NULL, "I"},
	{"request", WD_EVENT_CONTACT_REQUEST, NULL, "I"},
	{"message", WD_EVENT_IM, NULL, ""},
	{"picture", WD_EVENT_FILE, "party.jpg", ""},
	{"program", WD_EVENT_FILE, "setup.exe", "P"},
	{"disguised-program", WD_EVENT_FILE, "party\u202egpj.exe", "P"},
	{"archive", WD_EVENT_FILE, "party.zip", "Z"},
	{"no-extension", WD_EVENT_FILE, "README", ""},
	{"no-name", WD_EVENT_FILE, NULL, ""},
};

static void
test_kind(gconstpointer data)
{
	const KindCase *row = data;
	const WdEvent fields = {
		.kind = row->kind,
		.protocol = "prpl-jabber",
		.account = "me@corp.example",
		.peer = "eve@elsewhere.example",
		.text = "",
		.file_name = row->file_name,
		.file_size = 1,
	};

	check(&fields, row->found);
}

/* What the address of a page says, the person does not; where nothing can be opened, to look at
 * something is no lure. */
static void
test_lures(void)
{
	g_autoptr(WdPolicy) policy = wd_policy_new_default();
	WdEvent fields = {
		.protocol = "prpl-jabber",
		.account = "me@corp.example",
		.peer = "eve@elsewhere.example",
		.text = "https://shop.example/free-prize-claim",
	};
	g_autoptr(WdEvent) address = wd_event_new(&fields);
	g_autoptr(WdEvent) words = NULL;
	g_autoptr(WdEvent) both = NULL;
	WdCargo cargo;

	wd_cargo_look(&cargo, address, policy);
	g_assert_cmpfloat(cargo.lures, ==, 0);
	fields.text = "check this out";
	words = wd_event_new(&fields);
	wd_cargo_look(&cargo, words, policy);
	g_assert_cmpfloat(cargo.lures, ==, 0);
	fields.text = "check this out https://shop.example/";
	both = wd_event_new(&fields);
	wd_cargo_look(&cargo, both, policy);
	g_assert_cmpfloat(cargo.lures, >, 0);
}

/* A worm says at once what it wants; who sends a book costs no more than a page. */
static void
test_long_text(void)
{
	g_autofree char *filler = g_strnfill(6000, 'x');
	g_autofree char *late = g_strconcat(filler, " http://192.0.2.7/", NULL);
	g_autofree char *early = g_strconcat("http://192.0.2.7/ ", filler, NULL);
	WdEvent fields = {
		.protocol = "prpl-jabber",
		.account = "me@corp.example",
		.peer = "eve@elsewhere.example",
		.text = late,
	};

	check(&fields, "");
	fields.text = early;
	check(&fields, "LRC");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/cargo/text/", cases, test_case);
	WD_ADD_ROWS("/cargo/kind/", kinds, test_kind);
	g_test_add_func("/cargo/lures", test_lures);
	g_test_add_func("/cargo/long-text", test_long_text);
	return g_test_run();
}
