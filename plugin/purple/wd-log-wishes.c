/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* dladdr */
#include "config.h"

#include "purple/wd-log-wishes.h"

#include <dlfcn.h>
#include <errno.h>
#include <glib/gi18n-lib.h>

#define OUR_ROOT   "/plugins/core/warden"
#define OUR_FOLDER OUR_ROOT "/logs"

static const struct {
	const char *stock; /* libpurple's switch; ours is on duty while it is off */
	const char *wish;
} switches[] = {
	[WD_LOG_IM] = {"/purple/logging/log_ims", OUR_FOLDER "/ims"},
	[WD_LOG_CHAT] = {"/purple/logging/log_chats", OUR_FOLDER "/chats"},
	[WD_LOG_SYSTEM] = {"/purple/logging/log_system", OUR_FOLDER "/system"},
};

/* A switch of libpurple's that is on is a wish; it is noted down and switched off. */
static gboolean
take_over(void)
{
	gboolean has_changed = FALSE;

	for (gsize i = 0; i < G_N_ELEMENTS(switches); i++) {
		if (!purple_prefs_get_bool(switches[i].stock))
			continue;
		has_changed |= !purple_prefs_get_bool(switches[i].wish);
		purple_prefs_set_bool(switches[i].wish, TRUE);
		purple_prefs_set_bool(switches[i].stock, FALSE);
	}
	return has_changed;
}

/* The preferences window, another plugin or the session bus: whoever switched it on. */
static void
stock_changed(const char *name, PurplePrefType type, gconstpointer value, gpointer data)
{
	const WdLogWishes *wishes = data;

	if (GPOINTER_TO_INT(value) && !wishes->is_lending && take_over())
		wishes->changed(wishes->data);
}

/**
 * wd_log_wishes_start:
 * @wishes: whom to tell; must live until wd_log_wishes_stop()
 *
 * Switches libpurple's own logging off, in its preferences file too, and keeps it off.
 */
void
wd_log_wishes_start(const WdLogWishes *wishes)
{
	void *handle = (void *)wishes;

	purple_prefs_add_none(OUR_ROOT);
	purple_prefs_add_none(OUR_FOLDER);
	for (gsize i = 0; i < G_N_ELEMENTS(switches); i++)
		purple_prefs_add_bool(switches[i].wish, FALSE);
	(void)take_over(); /* nobody has asked for the wishes yet */
	for (gsize i = 0; i < G_N_ELEMENTS(switches); i++)
		purple_prefs_connect_callback(handle, switches[i].stock, stock_changed, handle);
}

/**
 * wd_log_wishes_stop:
 * @wishes: what was given at the start
 *
 * Lets go of the switches but leaves them off: a person who wants logs in the clear says so anew.
 */
void
wd_log_wishes_stop(const WdLogWishes *wishes)
{
	purple_prefs_disconnect_by_handle((void *)wishes);
}

/**
 * wd_log_wishes_get:
 * @log_class: a class of logs
 *
 * Returns: whether the person had it logged, or asked for it since
 */
gboolean
wd_log_wishes_get(WdLogClass log_class)
{
	g_return_val_if_fail((guint)log_class < G_N_ELEMENTS(switches), FALSE);
	return purple_prefs_get_bool(switches[log_class].wish);
}

/**
 * wd_log_wishes_lend:
 * @wishes: what was given at the start
 * @log_class: what is logged
 *
 * libpurple's switch is on until wd_log_wishes_take_back(), within the same turn of the main loop:
 * so it never gets into the preferences file, and whatever is logged meanwhile goes to our logger.
 */
void
wd_log_wishes_lend(WdLogWishes *wishes, WdLogClass log_class)
{
	g_return_if_fail((guint)log_class < G_N_ELEMENTS(switches));
	wishes->is_lending = TRUE;
	purple_prefs_set_bool(switches[log_class].stock, TRUE);
}

/**
 * wd_log_wishes_take_back:
 * @wishes: what was given at the start
 */
void
wd_log_wishes_take_back(WdLogWishes *wishes)
{
	for (gsize i = 0; wishes->is_lending && i < G_N_ELEMENTS(switches); i++)
		purple_prefs_set_bool(switches[i].stock, FALSE);
	wishes->is_lending = FALSE;
}

/**
 * wd_log_wishes_is_false_alarm:
 * @primary: (nullable): what a notice says first
 *
 * Pidgin's History complains in a window whenever libpurple's switches go off, which they do each
 * time that they were lent.
 *
 * Returns: whether it is that complaint, in Pidgin's own language
 */
gboolean
wd_log_wishes_is_false_alarm(const char *primary)
{
	return g_strcmp0(primary, g_dgettext("pidgin", "History Plugin Requires Logging")) == 0;
}

/* Also called when Warden's module would be gone: see pin_module(). */
static void
log_again(void *data, int action)
{
	for (gsize i = 0; i < G_N_ELEMENTS(switches); i++) {
		if (purple_prefs_get_bool(switches[i].wish))
			purple_prefs_set_bool(switches[i].stock, TRUE);
	}
}

static void
leave_off(void *data, int action)
{
	/* They are off; that is the answer that needs nothing done. */
}

/* Finch knows no keys for buttons, and would show the underscores. */
static char *
make_label(const char *label)
{
	return purple_strequal(purple_core_get_ui(), "gnt-purple")
		       ? purple_text_strip_mnemonic(label)
		       : g_strdup(label);
}

/* The question outlives the plugin, and so must the code of its answers. */
static gboolean
pin_module(void)
{
	Dl_info info;

	if (dladdr((void *)&switches, &info) == 0)
		return FALSE;
	return purple_strequal(info.dli_fname, program_invocation_name) || /* never goes */
	       dlopen(info.dli_fname, RTLD_NOW | RTLD_NODELETE) != NULL;
}

/**
 * wd_log_wishes_offer_back:
 *
 * Warden was switched off by hand, and nothing is logged now. Where the person had libpurple log
 * before, they are asked once whether it shall again, in the clear; nothing is switched on unasked.
 */
void
wd_log_wishes_offer_back(void)
{
	g_autofree char *no = make_label(_("Do _Not Log"));
	g_autofree char *yes = make_label(_("_Log in Plain Text"));
	gboolean was_wanted = FALSE;

	for (gsize i = 0; i < G_N_ELEMENTS(switches); i++)
		was_wanted |= purple_prefs_get_bool(switches[i].wish);
	if (!was_wanted || !pin_module())
		return;
	(void)purple_request_action(
		purple_prefs_get_handle(),
		_("Purple Warden Is Off"),
		_("Your conversations are not logged any more."),
		_("You had logging switched on before Purple Warden encrypted your logs. Your "
		  "client "
		  "can log again, but in plain text that everybody who gets at your files can "
		  "read."),
		0,
		NULL,
		NULL,
		NULL,
		NULL,
		2,
		no,
		leave_off,
		yes,
		log_again);
}
