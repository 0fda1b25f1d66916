/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store-fixture.h"

#include <string.h>

#include "crypto/wd-crypto.h"
#include "crypto/wd-hash.h"
#include "store/wd-paths.h"
#include "wd-tree.h"

void
store_fixture_remove_tree(const char *path)
{
	wd_test_remove_tree(path);
}

void
store_fixture_set_up(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(GError) error = NULL;

	g_assert_true(wd_crypto_start(&error));
	fixture->base = g_dir_make_tmp("wd-store-XXXXXX", &error);
	g_assert_no_error(error);
	g_assert_true(wd_path_prepare(fixture->base, &error));
	fixture->keys = wd_keys_open(fixture->base, &error);
	g_assert_no_error(error);
}

void
store_fixture_tear_down(StoreFixture *fixture, gconstpointer data)
{
	wd_keys_free(fixture->keys);
	store_fixture_remove_tree(fixture->base);
	g_free(fixture->base);
}

char *
store_fixture_path(const StoreFixture *fixture, const char *name)
{
	return g_build_filename(fixture->base, name, NULL);
}

static void
read_tree(const char *path, GString *all)
{
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	const char *name;

	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *child = g_build_filename(path, name, NULL);
		g_autofree char *bytes = NULL;
		gsize len = 0;

		g_string_append(all, name);
		if (g_file_test(child, G_FILE_TEST_IS_DIR))
			read_tree(child, all);
		else if (g_file_get_contents(child, &bytes, &len, NULL))
			g_string_append_len(all, bytes, (gssize)len);
	}
}

/* Looks for @needle in every name and every file under the base folder. */
gboolean
store_fixture_is_on_disk(const StoreFixture *fixture, const char *needle)
{
	g_autoptr(GString) all = g_string_new(NULL);
	gsize len = strlen(needle);

	read_tree(fixture->base, all);
	for (gsize i = 0; i + len <= all->len; i++) {
		if (memcmp(all->str + i, needle, len) == 0)
			return TRUE;
	}
	return FALSE;
}

WdHeld *
store_fixture_new_held(const WdEvent *fields, gint64 now_ms)
{
	g_autoptr(WdEvent) event = wd_event_new(fields);
	g_autoptr(WdVerdict) verdict = wd_verdict_new();
	guint8 bytes[16];
	g_autofree char *id = NULL;

	wd_crypto_random(bytes, sizeof bytes);
	id = wd_hash_to_hex(bytes, sizeof bytes);
	wd_verdict_add(verdict,
		       wd_finding_new("spim.text", WD_ACTION_HOLD, 5.5, 0, 4, "a \"detail\""));
	return wd_held_new(id, event, verdict, now_ms);
}
