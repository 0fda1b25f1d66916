/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pictures inside messages, on a real session: each is a file that goes out. */
#include "config.h"

#include <string.h>

#include "purple/duty-fixture.h"

/* The smallest PNG that libpurple takes for one. */
static const guint8 png[] = {0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0};

static int
add_image(const char *name)
{
	return purple_imgstore_add_with_id(g_memdup2(png, sizeof png), sizeof png, name);
}

static void
say_with_image(const Duty *duty, const char *who, const char *words, int id)
{
	PurpleConversation *conversation =
		purple_find_conversation_with_account(PURPLE_CONV_TYPE_IM, who, duty->account);
	g_autofree char *html = g_strdup_printf("%s <IMG ID=\"%d\"> here", words, id);

	if (conversation == NULL)
		conversation = purple_conversation_new(PURPLE_CONV_TYPE_IM, duty->account, who);
	purple_conv_im_send_with_flags(PURPLE_CONV_IM(conversation), html, PURPLE_MESSAGE_IMAGES);
	wd_null_purple_turn(0);
}

static void
say_image(const Duty *duty, const char *who, int id)
{
	say_with_image(duty, who, "look", id);
}

static guint
count_on_wire(const char *part)
{
	return wd_null_purple_count(wd_null_purple_wire(), part);
}

static void
test_harmless(void)
{
	Duty *duty = duty_begin(NULL, 0);
	int id = add_image("cat.png");

	say_image(duty, "anna", id);
	g_assert_cmpuint(count_on_wire("im anna look"), ==, 1);
	g_assert_cmpuint(duty->questions->len, ==, 0);
	purple_imgstore_unref_by_id(id);
	duty_end(duty);
}

/* The name is the file's, as a transfer would have told it. */
static void
test_asked(gconstpointer data)
{
	const char *choice = data;
	const DutySetting setting = {WD_KEY_FILES_OUTGOING, "warn"};
	Duty *duty = duty_begin(&setting, 1);
	int id = add_image("cat.png.exe");
	gboolean is_sent = g_str_equal(choice, "send");

	say_image(duty, "anna", id);
	g_assert_cmpuint(count_on_wire("im anna"), ==, 0);
	g_assert_cmpuint(duty->questions->len, ==, 1);
	purple_imgstore_unref_by_id(id); /* as the client does once it has sent */
	g_assert_nonnull(purple_imgstore_find_by_id(id));
	duty_answer(duty, choice, NULL);
	g_assert_cmpuint(count_on_wire("im anna look"), ==, is_sent ? 1 : 0);
	wd_null_purple_turn(0);
	g_assert_null(purple_imgstore_find_by_id(id)); /* not kept for ever */
	duty_end(duty);
}

/* The mask covers words; the picture beside them would be lost, or go as it is. Nobody can answer
 * the secret out of it. */
static void
test_no_mask_over_a_picture(gconstpointer name)
{
	const DutySetting settings[] = {
		{WD_KEY_FILES_OUTGOING, "warn"},
		{WD_KEY_LEAKS_ACTION, "redact"},
	};
	Duty *duty = duty_begin(settings, G_N_ELEMENTS(settings));
	int id = add_image(name);

	say_with_image(duty, "anna", "card 4111 1111 1111 1111", id);
	g_assert_cmpuint(count_on_wire("im anna"), ==, 0);
	g_assert_cmpuint(duty->questions->len, ==, 0);
	g_assert_cmpuint(duty->drafts->len, ==, 1);
	purple_imgstore_unref_by_id(id);
	duty_end(duty);
}

/* Sent by another plugin, past the conversation. */
static void
test_bypass(void)
{
	const DutySetting setting = {WD_KEY_FILES_OUTGOING, "warn"};
	Duty *duty = duty_begin(&setting, 1);
	int id = add_image("cat.png.exe");
	g_autofree char *html = g_strdup_printf("look <IMG ID=\"%d\"> here", id);

	serv_send_im(duty_connection(duty), "anna", html, PURPLE_MESSAGE_IMAGES);
	wd_null_purple_turn(0);
	g_assert_cmpuint(count_on_wire("im anna"), ==, 0);
	g_assert_cmpuint(duty->questions->len, ==, 1);
	duty_answer(duty, "send", NULL);
	g_assert_cmpuint(count_on_wire("im anna look"), ==, 1);
	g_assert_cmpuint(duty->questions->len, ==, 1);
	purple_imgstore_unref_by_id(id);
	duty_end(duty);
}

/* It could not be sent after a restart: its picture ends with the process. */
static void
test_held_is_no_row(void)
{
	const DutySetting setting = {WD_KEY_FILES_OUTGOING, "hold"};
	Duty *duty = duty_begin(&setting, 1);
	int id = add_image("cat.png.exe");
	g_autoptr(GPtrArray) rows = NULL;

	say_image(duty, "anna", id);
	g_assert_cmpuint(count_on_wire("im anna"), ==, 0);
	rows = duty_rows(duty);
	g_assert_cmpuint(rows->len, ==, 0);
	purple_imgstore_unref_by_id(id);
	duty_end(duty);
}

static void
test_worm(void)
{
	static const char *const peers[] = {"anna", "ben", "carl"};
	Duty *duty = duty_begin(NULL, 0);
	int ids[G_N_ELEMENTS(peers)];

	for (guint i = 0; i < G_N_ELEMENTS(peers); i++) {
		g_autofree char *name = g_strdup_printf("%c.png", 'a' + (int)i * 5);

		wd_null_purple_add_buddy(duty->account, peers[i]);
		ids[i] = add_image(name);
		say_image(duty, peers[i], ids[i]);
	}
	g_assert_cmpuint(count_on_wire("im "), ==, 2); /* the third is the outbreak */
	g_assert_cmpuint(duty->questions->len, ==, 1);
	for (guint i = 0; i < G_N_ELEMENTS(ids); i++)
		purple_imgstore_unref_by_id(ids[i]);
	duty_end(duty);
}

/* What looks like a picture and is none. */
static const char *const hostile[] = {
	"<img id=\"0\">",
	"<img id=\"-1\">",
	"<img id=\"99999999999999999999\">",
	"<img id=\"x\">",
	"<img>",
	"<img id=",
	"&lt;img id=\"1\"&gt;",
};

static void
test_hostile(void)
{
	Duty *duty = duty_begin(NULL, 0);
	PurpleConversation *conversation =
		purple_conversation_new(PURPLE_CONV_TYPE_IM, duty->account, "anna");

	for (guint i = 0; i < G_N_ELEMENTS(hostile); i++)
		purple_conv_im_send(PURPLE_CONV_IM(conversation), hostile[i]);
	wd_null_purple_turn(0);
	g_assert_cmpuint(duty->questions->len, ==, 0);
	duty_end(duty);
}

static void
add_tests(void)
{
	g_test_add_func("/inline/harmless", test_harmless);
	g_test_add_data_func("/inline/asked-and-sent", "send", test_asked);
	g_test_add_data_func("/inline/asked-and-cancelled", "cancel", test_asked);
	g_test_add_data_func(
		"/inline/unmasked/risky-picture", "cat.png.exe", test_no_mask_over_a_picture);
	g_test_add_data_func(
		"/inline/unmasked/any-picture", "cat.png", test_no_mask_over_a_picture);
	g_test_add_func("/inline/bypass", test_bypass);
	g_test_add_func("/inline/held-is-no-row", test_held_is_no_row);
	g_test_add_func("/inline/worm", test_worm);
	g_test_add_func("/inline/hostile", test_hostile);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
