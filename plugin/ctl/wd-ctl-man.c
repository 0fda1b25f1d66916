/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-man.h"

#include <string.h>

#include "ctl/wd-ctl-commands.h"
#include "engine/wd-policy-value.h"

/* Manual pages from the same tables as the tool itself, so that they cannot fall behind it. */

static const char tool_head[] =
	".TH WARDENCTL 1 \"\" \"Purple Warden " WD_VERSION "\"\n"
	".SH NAME\nwardenctl \\- administer Purple Warden\n"
	".SH SYNOPSIS\n.B wardenctl\n.I COMMAND\n.RI [ OPTION ]...\n"
	".SH DESCRIPTION\n"
	"Purple Warden is a security plugin for Pidgin and every other libpurple client.\n"
	".B wardenctl\ntries policies out, checks them, and reads what the plugin keeps. It needs "
	"no display.\n"
	".SH COMMANDS\n";

static const char tool_judge[] =
	".SH JUDGING\n"
	".B wardenctl judge\n"
	"reads one JSON object a line. Members: kind (im, chat, contact\\-request, chat\\-invite,\n"
	"attention, file, link, account, status, log), direction (in, out), protocol, account, "
	"peer\n"
	"and time_ms are required; text, html, alias, conversation, known, i_wrote_first, trusted, "
	"typed,\n"
	"encryption, url, link_text, file {name, size, path}, client_version and id are not.\n"
	"Unknown members are ignored. It writes one verdict a line: action, score, findings with\n"
	"code, weight, byte range and reason, links, and where they apply spim and redacted. Its\n"
	"clock is time_ms; what earlier lines told counts for later ones.\n"
	".SH OPTIONS\n"
	".TP\n.BI \\-\\-policy \" FILE\"\nuse this file instead of the installed policy; it counts "
	"as managed, whoever owns it. May be repeated.\n"
	".TP\n.B \\-\\-unmanaged\nuse the built\\-in values.\n"
	".TP\n.BI \\-\\-machine \" KIND=VALUE\"\njudge as if on another computer, of which this is "
	"a "
	"fact: address, hardware, host, user, port or system. May be repeated.\n"
	".TP\n.B \\-\\-explain\nwrite sentences instead of JSON.\n"
	".TP\n.B \\-\\-json\nwrite JSON where there is a choice.\n"
	".TP\n.BI \\-\\-profile \" DIR\"\nthe client's user directory, ~/.purple otherwise.\n";

/* What the usage lines of the commands name; a test sees to it that none is forgotten. */
static const struct {
	const char *option;
	const char *argument; /* (nullable) */
	const char *help;
} options[] = {
	{"--key",
	 "FILE",
	 "read with these private keys instead of the profile's; for policy sign and verify the "
	 "key of signatures."},
	{"--new-key", "FILE", "make a key for signatures; its public half lies beside it."},
	{"--strict", NULL, "the strict value of each setting instead of the default."},
	{"--format", "jsonl|html|txt", "what an exported log is written as."},
	{"--from", "DAY", "leave out what is older than this day, such as 2026-11-22, in UTC."},
	{"--to", "DAY", "leave out what is newer; the day itself is meant, too."},
	{"--peer", "NAME", "logs of this contact or room alone."},
	{"--output", "FILE|DIR", "where to write; logs export and key export want a new one."},
	{"--salvage",
	 NULL,
	 "print whatever still opens of a damaged log, not only what comes before the damage."},
	{"--keep", NULL, "leave the old logs where they are after sealing them."},
	{"--recipient", "AGE1...", "seal to this key, too. May be repeated."},
	{"--dry-run", NULL, "say what would be deleted, and delete nothing."},
	{"--data", "FOLDER", "where corpora lie that are not beside the recipe."},
	{"--model", "FILE", "measure this model instead of the shipped one."},
	{"--collector", "FILE", "the lines that a collector has, of all desktops."},
	{"--once", NULL, "say what there is to say now, and end."},
	{"--silence", "SECONDS", "how long a desktop may be silent: 240 if not given."},
	{"-n", "LINES", "how many lines."},
	{"--fingerprints", "FOLDER", "make an index of the documents in it."},
	{"--protocol", "ID", "such as prpl-jabber: names mean something else on each."},
	{"--all", NULL, "also what is decided, or all of them."},
};

static const char tool_tail[] =
	".SH EXIT STATUS\n"
	"0 good; 1 found something wrong; 2 usage or bad input; 3 could not do it. For\n"
	".BR judge :\n"
	"0 whatever was found, 1 a malformed line, 2 usage, 3 a policy that could not be read.\n"
	".SH EXAMPLES\n"
	".nf\n"
	"wardenctl policy template \\-\\-strict > 50\\-base.conf\n"
	"wardenctl policy lint 50\\-base.conf\n"
	"wardenctl judge \\-\\-policy 50\\-base.conf \\-\\-explain < events.jsonl\n"
	".fi\n"
	".SH FILES\n"
	".TP\n.I " WD_POLICY_DIR "/managed.d/*.conf\nsettings that people cannot change\n"
	".TP\n.I " WD_POLICY_DIR "/recommended.d/*.conf\ndefaults that people can change\n"
	".SH SEE ALSO\n.BR warden\\-policy (5),\n.BR age (1)\n";

static const char policy_head[] =
	".TH WARDEN\\-POLICY 5 \"\" \"Purple Warden " WD_VERSION "\"\n"
	".SH NAME\nwarden\\-policy \\- settings of Purple Warden\n"
	".SH SYNOPSIS\n"
	".I " WD_POLICY_DIR "/managed.d/*.conf\n.br\n.I " WD_POLICY_DIR "/recommended.d/*.conf\n"
	".br\n.I " WD_RUN_POLICY_DIR "/...\n.br\n.I " WD_VENDOR_POLICY_DIR "/...\n"
	".SH DESCRIPTION\n"
	"Each file holds groups and keys:\n"
	".B [Group]\nlines, then\n.B Key=value\nlines. A comment has a line of its own that "
	"starts\n"
	"with #. Lists are separated by semicolons. Precedence rises: built\\-in value, vendor's\n"
	"recommendation, recommendation, the person's choice, vendor's managed value, managed "
	"value.\n"
	"A file hides those of the same name in a lower folder; of the rest, later names count "
	"more.\n"
	".PP\n"
	"A wrong value in a managed file takes the strict value of its key, and so does a key "
	"that\n"
	"was probably meant. A managed file that cannot be read, belongs to somebody else than "
	"root\n"
	"or can be written by others takes the whole managed layer back to the last good "
	"snapshot;\n"
	"without one the strict floor holds. It never falls back to the person's settings.\n"
	".SH SETTINGS\n";

static const char policy_tail[] =
	".SH RULES\n"
	"Each key of\n.B [Rules]\nnames a rule. Rules are tried in the order of their names over "
	"all\n"
	"files, managed ones before all others; the first whose every condition holds decides. Its "
	"value is a list of condition=\n"
	"choice,choice: kind, direction, protocol, account, peer, sender, recipient, "
	"conversation,\n"
	"text, file, url (patterns know * and ?), encryption, stranger; and action, and reason.\n"
	"A rule with the action allow ends the search, but overrules nothing that was found "
	"otherwise.\n"
	".PP\n.nf\n"
	"[Rules]\n10\\-guests=kind=im,chat;direction=out;recipient=*@guest.example;action=block\n"
	".fi\n"
	".SH SEE ALSO\n.BR wardenctl (1)\n";

/* A dot or quote at the start of a line is a request, a backslash an escape, a minus a hyphen. */
static void
append_roff(GString *page, const char *text)
{
	gboolean is_start = page->len == 0 || page->str[page->len - 1] == '\n';

	if (is_start && (*text == '.' || *text == '\''))
		g_string_append(page, "\\&");
	for (; *text != '\0'; text++) {
		if (*text == '\\')
			g_string_append(page, "\\e");
		else if (*text == '-')
			g_string_append(page, "\\-");
		else
			g_string_append_c(page, *text);
	}
}

static void
append_command(const char *command, const char *usage, const char *help, gpointer data)
{
	GString *page = data;

	g_string_append(page, ".TP\n.B wardenctl ");
	append_roff(page, command);
	g_string_append_c(page, ' ');
	append_roff(page, usage);
	g_string_append_c(page, '\n');
	append_roff(page, help);
	g_string_append_c(page, '\n');
}

static void
append_options(GString *page)
{
	for (guint i = 0; i < G_N_ELEMENTS(options); i++) {
		g_string_append(page, ".TP\n.B ");
		append_roff(page, options[i].option);
		if (options[i].argument != NULL) {
			g_string_append_c(page, ' ');
			append_roff(page, options[i].argument);
		}
		g_string_append_c(page, '\n');
		append_roff(page, options[i].help);
		g_string_append_c(page, '\n');
	}
}

/**
 * wd_ctl_man_format_tool:
 *
 * Returns: (transfer full): wardenctl(1), in roff
 */
char *
wd_ctl_man_format_tool(void)
{
	GString *page = g_string_new(tool_head);

	wd_ctl_visit_commands(append_command, page);
	g_string_append(page, tool_judge);
	append_options(page);
	g_string_append(page, tool_tail);
	return g_string_free(page, FALSE);
}

static void
append_value(GString *page, const char *name, const char *value)
{
	g_string_append_printf(page, ".br\n%s: ", name);
	append_roff(page, *value == '\0' ? "empty" : value);
	g_string_append_c(page, '\n');
}

static void
append_row(GString *page, const WdPolicySchemaRow *row)
{
	g_autofree char *expected = wd_policy_value_describe(row);

	g_string_append_printf(page, ".TP\n.B %s\n", row->name);
	append_roff(page, row->doc);
	g_string_append_c(page, '\n');
	if (row->is_reserved)
		g_string_append(page, "Reserved: it has no effect yet.\n");
	if (row->is_union)
		g_string_append(page, "Several files add up.\n");
	append_value(page, "Value", expected);
	append_value(page, "Default", row->fallback);
	append_value(page, "Strict", row->strict);
}

/**
 * wd_ctl_man_format_policy:
 *
 * Returns: (transfer full): warden-policy(5), in roff
 */
char *
wd_ctl_man_format_policy(void)
{
	GString *page = g_string_new(policy_head);
	const char *group = "";

	for (guint i = 0; i < WD_N_KEYS; i++) {
		const WdPolicySchemaRow *row = wd_policy_schema_get((WdPolicyKey)i);

		if (!g_str_equal(row->group, group))
			g_string_append_printf(page, ".SS [%s]\n", row->group);
		group = row->group;
		append_row(page, row);
	}
	g_string_append(page, policy_tail);
	return g_string_free(page, FALSE);
}
