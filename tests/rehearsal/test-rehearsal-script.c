/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-error.h"
#include "rehearsal/wd-rehearsal-script.h"

#define SCENE(members) "{\"contacts\":[],\"scenes\":[{" members "}]}"
#define GOOD           "\"id\":\"a\",\"actor\":\"x@y.example\",\"title\":\"t\","

typedef struct {
	const char *name;
	const char *raw;
	int code; /* of WD_ERROR, -1: must parse */
} Case;

static const Case cases[] = {
	{"takes-an-empty-play", "{\"contacts\":[],\"scenes\":[]}", -1},
	{"takes-a-message",
	 SCENE(GOOD "\"action\":\"message\",\"text\":\"hi\",\"expect\":\"shown\""),
	 -1},
	{"ignores-unknown-members",
	 SCENE(GOOD "\"action\":\"request\",\"expect\":\"held\",\"mood\":7"),
	 -1},
	{"takes-a-contact", "{\"contacts\":[{\"name\":\"x\",\"online\":3}],\"scenes\":[]}", -1},
	{"refuses-no-json", "scenes", WD_ERROR_MALFORMED},
	{"refuses-nothing", "", WD_ERROR_MALFORMED},
	{"refuses-a-list", "[]", WD_ERROR_MALFORMED},
	{"refuses-missing-contacts", "{\"scenes\":[]}", WD_ERROR_MALFORMED},
	{"refuses-scenes-of-another-type",
	 "{\"contacts\":[],\"scenes\":\"none\"}",
	 WD_ERROR_MALFORMED},
	{"refuses-a-scene-of-another-type", "{\"contacts\":[],\"scenes\":[1]}", WD_ERROR_MALFORMED},
	{"refuses-a-contact-without-name",
	 "{\"contacts\":[{\"alias\":\"x\"}],\"scenes\":[]}",
	 WD_ERROR_MALFORMED},
	{"refuses-an-unknown-action",
	 SCENE(GOOD "\"action\":\"dance\",\"expect\":\"shown\""),
	 WD_ERROR_MALFORMED},
	{"refuses-an-unknown-outcome",
	 SCENE(GOOD "\"action\":\"request\",\"expect\":\"applause\""),
	 WD_ERROR_MALFORMED},
	{"refuses-a-message-without-text",
	 SCENE(GOOD "\"action\":\"message\",\"expect\":\"shown\""),
	 WD_ERROR_MALFORMED},
	{"refuses-a-text-that-is-a-number",
	 SCENE(GOOD "\"action\":\"message\",\"text\":7,\"expect\":\"shown\""),
	 WD_ERROR_MALFORMED},
	{"refuses-a-scene-without-id",
	 SCENE("\"actor\":\"x\",\"title\":\"t\",\"action\":\"request\",\"expect\":\"held\""),
	 WD_ERROR_MALFORMED},
	{"refuses-a-line-to-nobody",
	 SCENE(GOOD "\"action\":\"say\",\"text\":\"hi\",\"expect\":\"sent\""),
	 WD_ERROR_MALFORMED},
	{"refuses-a-release-of-what-was-not-played",
	 SCENE(GOOD "\"action\":\"release\",\"of\":\"a\",\"expect\":\"delivered\""),
	 WD_ERROR_MALFORMED},
};

static void
test_parse(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(GError) error = NULL;
	g_autoptr(WdRehearsalScript) script = wd_rehearsal_script_parse(row->raw, -1, &error);

	if (row->code < 0) {
		g_assert_no_error(error);
		g_assert_nonnull(script);
	} else {
		g_assert_error(error, WD_ERROR, row->code);
		g_assert_null(script);
	}
}

static void
test_reads_every_member(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(WdRehearsalScript) script = wd_rehearsal_script_parse(
		"{\"contacts\":[{\"name\":\"x@y.example\",\"alias\":\"X\",\"online\":true}],"
		"\"scenes\":[{\"id\":\"one\",\"delay_ms\":70,\"actor\":\"me\",\"title\":\"t\","
		"\"action\":\"say\",\"to\":\"x@y.example\",\"text\":\"hi\",\"expect\":\"sent\"},"
		"{\"id\":\"two\",\"actor\":\"x@y.example\",\"title\":\"t\",\"action\":\"file\","
		"\"file\":\"a.exe\",\"delay_ms\":-5,\"expect\":\"held\"}]}",
		-1,
		&error);
	const WdRehearsalContact *contact;
	const WdRehearsalScene *scene;

	g_assert_no_error(error);
	contact = g_ptr_array_index(script->contacts, 0);
	g_assert_cmpstr(contact->alias, ==, "X");
	g_assert_true(contact->is_online);
	scene = wd_rehearsal_script_find(script, "one");
	g_assert_cmpuint(scene->delay_ms, ==, 70);
	g_assert_cmpuint(scene->action, ==, WD_REHEARSAL_SAY);
	g_assert_cmpuint(scene->expected, ==, WD_OUTCOME_SENT);
	g_assert_cmpstr(scene->to, ==, "x@y.example");
	scene = wd_rehearsal_script_find(script, "two");
	g_assert_cmpuint(scene->delay_ms, ==, 0);
	g_assert_cmpstr(scene->file, ==, "a.exe");
	g_assert_null(wd_rehearsal_script_find(script, "three"));
}

static void
test_refuses_two_scenes_of_one_id(void)
{
	const char *scene = "{" GOOD "\"action\":\"request\",\"expect\":\"held\"}";
	g_autofree char *raw =
		g_strdup_printf("{\"contacts\":[],\"scenes\":[%s,%s]}", scene, scene);
	g_autoptr(GError) error = NULL;
	g_autoptr(WdRehearsalScript) script = wd_rehearsal_script_parse(raw, -1, &error);

	g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
}

static void
test_refuses_what_nobody_wrote_by_hand(void)
{
	g_autofree char *raw = g_strnfill(WD_REHEARSAL_SCRIPT_BYTES + 1, ' ');
	g_autoptr(GError) error = NULL;
	g_autoptr(WdRehearsalScript) script = wd_rehearsal_script_parse(raw, -1, &error);

	g_assert_error(error, WD_ERROR, WD_ERROR_TOO_LONG);
}

/* The cast the product promises: who misbehaves, and who does not. */
static void
test_built_in_has_the_whole_cast(void)
{
	static const char *const ids[] = {"colleague",
					  "spim",
					  "taken-over",
					  "helpdesk",
					  "invoice",
					  "request",
					  "invitation",
					  "room-talk",
					  "card",
					  "innocent",
					  "release",
					  "delete"};
	g_autoptr(WdRehearsalScript) script = wd_rehearsal_script_new_built_in();

	g_assert_cmpuint(script->contacts->len, >, 0);
	for (guint i = 0; i < G_N_ELEMENTS(ids); i++)
		g_assert_nonnull(wd_rehearsal_script_find(script, ids[i]));
	for (guint i = 0; i < script->scenes->len; i++) {
		const WdRehearsalScene *scene = g_ptr_array_index(script->scenes, i);

		g_assert_cmpuint(scene->expected, !=, WD_OUTCOME_NOTHING);
	}
}

/* A person who takes the picture is not to be told that it is none. */
static void
test_built_in_picture_is_one(void)
{
	g_autoptr(WdRehearsalScript) script = wd_rehearsal_script_new_built_in();
	const WdRehearsalScene *scene = wd_rehearsal_script_find(script, "photo");
	g_autofree guchar *bytes = NULL;
	gsize len;

	g_assert_nonnull(scene->bytes);
	bytes = g_base64_decode(scene->bytes, &len);
	g_assert_cmpuint(len, >, 100);
	g_assert_cmpmem(bytes, 4, "\xff\xd8\xff\xe0", 4);   /* JFIF: its beginning … */
	g_assert_cmpmem(bytes + len - 2, 2, "\xff\xd9", 2); /* … and its end */
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/script/", cases[i].name, NULL);

		g_test_add_data_func(path, &cases[i], test_parse);
	}
	g_test_add_func("/script/reads-every-member", test_reads_every_member);
	g_test_add_func("/script/refuses-two-scenes-of-one-id", test_refuses_two_scenes_of_one_id);
	g_test_add_func("/script/refuses-what-nobody-wrote-by-hand",
			test_refuses_what_nobody_wrote_by_hand);
	g_test_add_func("/script/built-in-has-the-whole-cast", test_built_in_has_the_whole_cast);
	g_test_add_func("/script/built-in-picture-is-one", test_built_in_picture_is_one);
	return g_test_run();
}
