/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-log-fixture.h"

#include <gio/gio.h>

#include "wd-tree.h"

WdLogFixture *
wd_log_fixture_new(void)
{
	WdLogFixture *fixture = g_new0(WdLogFixture, 1);
	g_autoptr(GError) error = NULL;

	fixture->profile = g_dir_make_tmp("warden-log-XXXXXX", &error);
	g_assert_no_error(error);
	fixture->base = g_build_filename(fixture->profile, "warden", NULL);
	fixture->keys = wd_keys_open(fixture->base, &error);
	g_assert_no_error(error);
	fixture->home.base = fixture->base;
	fixture->home.keys = fixture->keys;
	return fixture;
}

void
wd_log_fixture_free(WdLogFixture *fixture)
{
	wd_keys_free(fixture->keys);
	wd_test_remove_tree(fixture->profile);
	g_free(fixture->profile);
	g_free(fixture->base);
	g_free(fixture);
}

WdLogMeta
wd_log_fixture_meta(void)
{
	return (WdLogMeta){
		.log_class = WD_LOG_IM,
		.protocol = "prpl-jabber",
		.account = "me@corp.example",
		.peer = "colleague@corp.example",
		.time_ms = LOG_TIME_MS,
	};
}

/* Returns the path of a log that holds one message a body. */
char *
wd_log_fixture_write(WdLogFixture *fixture, const char *const *bodies, gboolean is_closed)
{
	WdLogMeta meta = wd_log_fixture_meta();
	g_autoptr(GError) error = NULL;
	WdLogWriter *writer = wd_log_writer_open(&fixture->home, &meta, &error);
	g_autoptr(GBytes) open_bytes = NULL;
	char *path;

	g_assert_no_error(error);
	path = g_strdup(wd_log_writer_get_path(writer));
	for (gsize i = 0; bodies[i] != NULL; i++) {
		WdLogMessage message = {
			.time_ms = LOG_TIME_MS + (gint64)i,
			.flags = 2,
			.sender = "colleague",
			.body = bodies[i],
		};

		g_assert_cmpint(wd_log_writer_append(writer, &message, &error), >, 0);
		g_assert_no_error(error);
	}
	open_bytes = wd_log_fixture_load(path);
	wd_log_writer_close(writer, LOG_TIME_MS + 1000, "closed");
	if (!is_closed) /* what a crash leaves: all but FINAL */
		g_file_set_contents(path,
				    g_bytes_get_data(open_bytes, NULL),
				    (gssize)g_bytes_get_size(open_bytes),
				    NULL);
	return path;
}

GBytes *
wd_log_fixture_load(const char *path)
{
	char *bytes = NULL;
	gsize len = 0;
	g_autoptr(GError) error = NULL;

	g_file_get_contents(path, &bytes, &len, &error);
	g_assert_no_error(error);
	return g_bytes_new_take(bytes, len);
}

gboolean
wd_log_fixture_collect(const WdLogMessage *message, gpointer bodies)
{
	g_ptr_array_add(bodies, g_strdup(message->body));
	return TRUE;
}

/* The bodies that a reader gives, NULL when it refuses the file. */
GPtrArray *
wd_log_fixture_read(WdLogFixture *fixture, GBytes *bytes, WdLogReport *report)
{
	g_autoptr(GPtrArray) bodies = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) error = NULL;

	if (!wd_log_read_bytes(
		    bytes, fixture->keys, wd_log_fixture_collect, bodies, report, &error)) {
		g_assert_nonnull(error);
		return NULL;
	}
	g_assert_no_error(error);
	return g_steal_pointer(&bodies);
}
