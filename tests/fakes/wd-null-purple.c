/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "fakes/wd-null-purple.h"

#include <glib-unix.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "fakes/wd-null-protocol.h"
#include "fakes/wd-null-ui.h"

typedef struct {
	PurpleInputFunction function;
	gpointer data;
} Watch;

static char *user_dir;

static gboolean
descriptor_ready(gint fd, GIOCondition condition, gpointer data)
{
	Watch *watch = data;
	PurpleInputCondition ready = 0;

	if (condition & (G_IO_IN | G_IO_HUP | G_IO_ERR))
		ready |= PURPLE_INPUT_READ;
	if (condition & (G_IO_OUT | G_IO_HUP | G_IO_ERR | G_IO_NVAL))
		ready |= PURPLE_INPUT_WRITE;
	watch->function(watch->data, fd, ready);
	return G_SOURCE_CONTINUE;
}

static guint
add_input(int fd, PurpleInputCondition wanted, PurpleInputFunction function, gpointer data)
{
	GIOCondition condition = G_IO_HUP | G_IO_ERR;
	Watch *watch = g_new0(Watch, 1);

	watch->function = function;
	watch->data = data;
	if (wanted & PURPLE_INPUT_READ)
		condition |= G_IO_IN;
	if (wanted & PURPLE_INPUT_WRITE)
		condition |= G_IO_OUT | G_IO_NVAL;
	return g_unix_fd_add_full(
		G_PRIORITY_DEFAULT, fd, condition, descriptor_ready, watch, g_free);
}

static PurpleEventLoopUiOps loop_ops = {
	.timeout_add = g_timeout_add,
	.timeout_remove = g_source_remove,
	.input_add = add_input,
	.input_remove = g_source_remove,
	.timeout_add_seconds = g_timeout_add_seconds,
};

static PurpleCoreUiOps core_ops = {.ui_init = wd_null_ui_init};

static void
remove_tree(const char *path)
{
	g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
	const char *name;

	while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
		g_autofree char *child = g_build_filename(path, name, NULL);

		if (g_file_test(child, G_FILE_TEST_IS_DIR) &&
		    !g_file_test(child, G_FILE_TEST_IS_SYMLINK))
			remove_tree(child);
		else
			g_unlink(child);
	}
	g_rmdir(path);
}

/**
 * wd_null_purple_start_as:
 * @ui_id: of which client it is the core
 *
 * Starts libpurple in a new temporary user folder with "prpl-fake" registered. Criticals are fatal
 * from here on: libpurple's own start has some that are none of ours.
 */
void
wd_null_purple_start_as(const char *ui_id)
{
	setlocale(LC_ALL, "C.UTF-8");
	user_dir = g_dir_make_tmp("warden-test-XXXXXX", NULL);
	g_assert_nonnull(user_dir);
	purple_util_set_user_dir(user_dir);
	purple_debug_set_enabled(FALSE);
	purple_core_set_ui_ops(&core_ops);
	purple_eventloop_set_ui_ops(&loop_ops);
	if (!purple_core_init(ui_id))
		g_error("libpurple did not start");
	purple_set_blist(purple_blist_new());
	purple_prefs_load();
	wd_null_protocol_register();
	purple_savedstatus_activate(purple_savedstatus_new(NULL, PURPLE_STATUS_AVAILABLE));
	g_log_set_always_fatal(G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR);
}

/**
 * wd_null_purple_start:
 *
 * The same as the core of no client that Warden knows by name.
 */
void
wd_null_purple_start(void)
{
	wd_null_purple_start_as("warden-test");
}

/**
 * wd_null_purple_stop:
 *
 * Quits the core and removes the user folder.
 */
void
wd_null_purple_stop(void)
{
	purple_core_quit();
	wd_null_ui_free();
	wd_null_protocol_free();
	remove_tree(user_dir);
	g_clear_pointer(&user_dir, g_free);
}

/**
 * wd_null_purple_get_user_dir:
 *
 * Returns: (transfer none): the temporary user folder
 */
const char *
wd_null_purple_get_user_dir(void)
{
	return user_dir;
}

/**
 * wd_null_purple_turn:
 * @ms: how long; 0 turns until nothing is ready
 *
 * Runs the main loop.
 */
void
wd_null_purple_turn(guint ms)
{
	gint64 end = g_get_monotonic_time() + ms * G_GINT64_CONSTANT(1000);

	do {
		while (g_main_context_iteration(NULL, FALSE))
			;
		if (ms > 0)
			g_usleep(500);
	} while (g_get_monotonic_time() < end);
}

/**
 * wd_null_purple_sign_on:
 * @name: user name
 *
 * Returns: (transfer none): a connected account on "prpl-fake"
 */
PurpleAccount *
wd_null_purple_sign_on(const char *name)
{
	PurpleAccount *account = purple_accounts_find(name, WD_NULL_PROTOCOL_ID);

	if (account == NULL) {
		account = purple_account_new(name, WD_NULL_PROTOCOL_ID);
		purple_accounts_add(account);
	}
	purple_account_set_enabled(account, purple_core_get_ui(), TRUE);
	wd_null_purple_turn(0);
	return account;
}

/**
 * wd_null_purple_sign_off:
 * @account: an account
 *
 * Disconnects it, as the person would.
 */
void
wd_null_purple_sign_off(PurpleAccount *account)
{
	purple_account_set_enabled(account, purple_core_get_ui(), FALSE);
	wd_null_purple_turn(0);
}

/**
 * wd_null_purple_add_buddy:
 * @account: whose roster
 * @name: the contact
 *
 * Returns: (transfer none): a saved contact
 */
PurpleBuddy *
wd_null_purple_add_buddy(PurpleAccount *account, const char *name)
{
	PurpleBuddy *buddy = purple_buddy_new(account, name, NULL);

	purple_blist_add_buddy(buddy, NULL, NULL, NULL);
	return buddy;
}

/**
 * wd_null_purple_join_chat:
 * @account: a connected account
 * @id: the room's number in this connection
 * @room: its name
 *
 * Returns: (transfer none): the joined room
 */
PurpleConversation *
wd_null_purple_join_chat(PurpleAccount *account, int id, const char *room)
{
	PurpleConversation *conversation =
		serv_got_joined_chat(purple_account_get_connection(account), id, room);

	purple_conv_chat_set_nick(PURPLE_CONV_CHAT(conversation),
				  purple_account_get_username(account));
	return conversation;
}

/**
 * wd_null_purple_new_plugin:
 * @id: the plugin's id, static
 *
 * Returns: (transfer none): a native plugin with that id, as parts and sessions want one as a
 * handle
 */
PurplePlugin *
wd_null_purple_new_plugin(const char *id)
{
	PurplePlugin *plugin = purple_plugin_new(TRUE, NULL);
	PurplePluginInfo *info = g_new0(PurplePluginInfo, 1); /* lives as long as the process */

	info->magic = PURPLE_PLUGIN_MAGIC;
	info->major_version = PURPLE_MAJOR_VERSION;
	info->minor_version = PURPLE_MINOR_VERSION;
	info->type = PURPLE_PLUGIN_STANDARD;
	info->id = (char *)id;
	info->name = (char *)id;
	plugin->info = info;
	plugin->loaded = TRUE;
	return plugin;
}

/**
 * wd_null_purple_count:
 * @lines: of strings
 * @part: what to look for
 *
 * Returns: in how many lines @part stands
 */
guint
wd_null_purple_count(const GPtrArray *lines, const char *part)
{
	guint n = 0;

	for (guint i = 0; i < lines->len; i++)
		n += strstr(g_ptr_array_index(lines, i), part) != NULL;
	return n;
}

/**
 * wd_null_purple_forget:
 *
 * Empties what was recorded, so that the next step counts from nothing.
 */
void
wd_null_purple_forget(void)
{
	g_ptr_array_set_size(wd_null_purple_wire(), 0);
	wd_null_ui_forget();
}
