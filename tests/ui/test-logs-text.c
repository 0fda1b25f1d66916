/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "ui/wd-logs-text.h"

typedef struct {
	const char *name;
	WdLogsState state;
	const char *has;
	const char *ends;
} StateCase;

static const StateCase cases[] = {
	{"away", {.is_locked = TRUE}, "not on this computer", "switched off."},
	{"open", {.has_key = TRUE, .had_ims = TRUE}, "you can read them", "on for conversations."},
	{"passphrase",
	 {.has_key = TRUE, .is_locked = TRUE, .wants_passphrase = TRUE, .had_chats = TRUE},
	 "Type the passphrase",
	 "on for chats."},
	{"keyring",
	 {.has_key = TRUE, .is_locked = TRUE, .had_system = TRUE},
	 "Your keyring has the key",
	 "on for who comes and goes."},
	{"refused",
	 {.has_key = TRUE,
	  .is_refused = TRUE,
	  .had_ims = TRUE,
	  .had_chats = TRUE,
	  .had_system = TRUE},
	 "\nNothing is logged at the moment.\n",
	 "chats, and who comes and goes."},
};

static void
test_state(gconstpointer data)
{
	const StateCase *row = data;
	g_autofree char *text = wd_logs_text_for_state(&row->state);

	g_assert_nonnull(strstr(text, row->has));
	g_assert_true(g_str_has_suffix(text, row->ends));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/logs-text/", cases[i].name, NULL);

		g_test_add_data_func(path, &cases[i], test_state);
	}
	return g_test_run();
}
