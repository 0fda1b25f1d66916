/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl.h"

#include <glib/gi18n-lib.h>

/**
 * wd_ctl_complain:
 * @ctl: the command
 * @format: a translated sentence in printf() style
 * @...: its arguments
 *
 * Says on the error stream what went wrong.
 */
void
wd_ctl_complain(const WdCtl *ctl, const char *format, ...)
{
	g_autofree char *message = NULL;
	va_list arguments;

	va_start(arguments, format);
	message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	(void)fprintf(ctl->err, "wardenctl %s: %s\n", ctl->command, message);
}

/**
 * wd_ctl_print:
 * @ctl: the command
 * @format: text in printf() style
 * @...: its arguments
 *
 * Writes to the output stream; whether it all arrived is looked at once, at the end.
 */
void
wd_ctl_print(const WdCtl *ctl, const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list arguments;

	va_start(arguments, format);
	text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	(void)fputs(text, ctl->out); /* ferror() remembers */
}

static gboolean
check_args(const WdCtl *ctl, guint min_args, guint max_args)
{
	guint n_args = g_strv_length(ctl->args);

	if (n_args >= min_args && n_args <= max_args)
		return TRUE;
	if (n_args < min_args)
		wd_ctl_complain(ctl, _("an argument is missing"));
	else
		wd_ctl_complain(ctl, _("unexpected argument “%s”"), ctl->args[max_args]);
	return FALSE;
}

/**
 * wd_ctl_parse:
 * @ctl: the command; its args lose their options
 * @entries: (nullable): the command's own options, ending with a row of zeroes
 * @min_args: how many arguments it needs
 * @max_args: how many it takes
 *
 * Reads the options of the command, and --json and --profile, which every command has. Says what
 * is wrong, and how it is meant.
 *
 * Returns: whether the command can go on; else it ends with %WD_CTL_USAGE
 */
gboolean
wd_ctl_parse(WdCtl *ctl, const GOptionEntry *entries, guint min_args, guint max_args)
{
	const GOptionEntry common[] = {
		{"json", 0, 0, G_OPTION_ARG_NONE, &ctl->is_json, NULL, NULL},
		{"profile", 0, 0, G_OPTION_ARG_FILENAME, &ctl->profile, NULL, NULL},
		G_OPTION_ENTRY_NULL,
	};
	g_autoptr(GOptionContext) context = g_option_context_new(NULL);
	g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
	g_autoptr(GError) error = NULL;
	g_auto(GStrv) all = NULL;

	/* The first word is taken for the program's name. */
	g_strv_builder_add(builder, "wardenctl");
	g_strv_builder_addv(builder, (const char **)ctl->args);
	all = g_strv_builder_end(builder);
	g_option_context_set_help_enabled(context, FALSE);
	g_option_context_add_main_entries(context, common, NULL);
	if (entries != NULL)
		g_option_context_add_main_entries(context, entries, NULL);
	if (g_option_context_parse_strv(context, &all, &error)) {
		g_strfreev(ctl->args);
		ctl->args = g_strdupv(all + 1);
		if (check_args(ctl, min_args, max_args))
			return TRUE;
	} else {
		wd_ctl_complain(ctl, "%s", error->message);
	}
	/* Translators: then the command line, which is not translated. */
	(void)fprintf(ctl->err, _("Usage: wardenctl %s %s\n"), ctl->command, ctl->usage);
	return FALSE;
}

/**
 * wd_ctl_get_base:
 * @ctl: the command
 *
 * Returns: (transfer full): the plugin's folder in the profile that was named, or in the person's
 * own
 */
char *
wd_ctl_get_base(const WdCtl *ctl)
{
	if (ctl->profile != NULL)
		return g_build_filename(ctl->profile, "warden", NULL);
	return g_build_filename(g_get_home_dir(), ".purple", "warden", NULL);
}
