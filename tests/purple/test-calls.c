/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib-object.h>

#include "purple/duty-fixture.h"
#include "purple/wd-purple-calls.h"

/* A stranger's or a contact's call under a setting of [Contacts] Calls. */
static const struct {
	const char *name;
	const char *calls;
	const char *who;
	gboolean rings;
	guint n_rows;
} cases[] = {
	{"contact", "block", "anna", TRUE, 0},
	{"stranger-noted", "note", "bot", TRUE, 0},
	{"stranger-warned", "warn", "bot", TRUE, 0},
	{"stranger-held", "hold", "bot", FALSE, 1},
	{"stranger-blocked", "block", "bot", FALSE, 1},
};

static guint n_rung;

/* The client's own handler: connected before Warden, it opens its window and takes the call. */
static gboolean
ring(gpointer manager, gpointer media, gpointer account, const char *who, gpointer data)
{
	n_rung++;
	return TRUE;
}

static gboolean
call(const Duty *duty, const char *signal, const char *who)
{
	gboolean is_taken = FALSE;

	g_signal_emit_by_name(
		purple_media_manager_get(), signal, NULL, duty->account, who, &is_taken);
	return is_taken;
}

/* It says that this was a call, and who keeps it cannot take it any more. */
static void
check_row(const WdHeld *held)
{
	gboolean is_a_call = FALSE;

	g_assert_cmpint(held->state, ==, WD_HELD_EXPIRED);
	for (guint i = 0; i < held->findings->len; i++)
		is_a_call |=
			g_str_equal(((const WdFinding *)g_ptr_array_index(held->findings, i))->code,
				    "contact.call");
	g_assert_true(is_a_call);
}

static void
test_call(gconstpointer data)
{
	guint i = GPOINTER_TO_UINT(data);
	const DutySetting setting = {WD_KEY_CONTACTS_CALLS, cases[i].calls};
	gpointer manager = purple_media_manager_get();
	gulong client = g_signal_connect(manager, "init-media", G_CALLBACK(ring), NULL);
	Duty *duty = duty_begin(&setting, 1);
	g_autoptr(GPtrArray) rows = NULL;

	n_rung = 0;
	g_assert_cmpint(call(duty, "init-media", cases[i].who), ==, cases[i].rings);
	g_assert_cmpuint(n_rung, ==, cases[i].rings ? 1 : 0);
	rows = duty_rows(duty);
	g_assert_cmpuint(rows->len, ==, cases[i].n_rows);
	if (cases[i].n_rows > 0)
		check_row(g_ptr_array_index(rows, 0));
	duty_end(duty);
	g_signal_handler_disconnect(manager, client);
}

static void
test_the_next_call_rings_again(void)
{
	const DutySetting setting = {WD_KEY_CONTACTS_CALLS, "hold"};
	gpointer manager = purple_media_manager_get();
	gulong client = g_signal_connect(manager, "init-media", G_CALLBACK(ring), NULL);
	Duty *duty = duty_begin(&setting, 1);

	n_rung = 0;
	g_assert_false(call(duty, "init-media", "bot"));
	g_assert_true(call(duty, "init-media", "anna")); /* at once */
	g_assert_false(call(duty, "init-media", "bot"));
	wd_null_purple_turn(0);
	g_assert_true(call(duty, "init-media", "anna")); /* and later */
	g_assert_cmpuint(n_rung, ==, 2);
	duty_end(duty);
	g_signal_handler_disconnect(manager, client);
}

static void
test_private_media(void)
{
	const DutySetting setting = {WD_KEY_CONTACTS_CALLS, "hold"};
	Duty *duty = duty_begin(&setting, 1);

	g_assert_false(call(duty, "init-private-media", "bot"));
	g_assert_true(call(duty, "init-private-media", "anna"));
	duty_end(duty);
}

static void
test_off_duty_nothing_is_refused(void)
{
	const DutySetting setting = {WD_KEY_CONTACTS_CALLS, "hold"};
	gpointer manager = purple_media_manager_get();
	gulong client = g_signal_connect(manager, "init-media", G_CALLBACK(ring), NULL);
	Duty *duty = duty_begin(&setting, 1);

	g_assert_false(call(duty, "init-media", "bot"));
	duty_stop(duty);
	g_assert_true(call(duty, "init-media", "bot"));
	duty_start(duty);
	duty_end(duty);
	g_signal_handler_disconnect(manager, client);
}

static void
add_tests(void)
{
	if (purple_media_manager_get() == NULL) {
		g_test_message("this libpurple has no voice and video");
		return;
	}
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strdup_printf("/calls/%s", cases[i].name);

		g_test_add_data_func(path, GUINT_TO_POINTER(i), test_call);
	}
	g_test_add_func("/calls/next-rings-again", test_the_next_call_rings_again);
	g_test_add_func("/calls/private-media", test_private_media);
	g_test_add_func("/calls/off-duty", test_off_duty_nothing_is_refused);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
