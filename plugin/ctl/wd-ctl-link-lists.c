/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-link-lists.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "crypto/wd-crypto.h"

#define MAX_COMPLAINTS 100 /* of a wrong file; then it is not what it was taken for */

static void
complain(const WdCtl *ctl, const GPtrArray *problems)
{
	for (guint i = 0; i < MIN(problems->len, MAX_COMPLAINTS); i++) {
		g_autofree char *text = wd_policy_problem_format(g_ptr_array_index(problems, i));

		wd_ctl_complain(ctl, "%s", text);
	}
}

/* Under another name first, so that whoever reads the old list keeps it whole. */
static WdCtlExit
save(const WdCtl *ctl, const char *path, GBytes *bytes)
{
	g_autoptr(GError) error = NULL;
	gsize size;
	const char *data = g_bytes_get_data(bytes, &size);

	if (g_file_set_contents_full(path,
				     data,
				     (gssize)size,
				     G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
				     0644,
				     &error))
		return WD_CTL_GOOD;
	wd_ctl_complain(ctl, "%s", error->message);
	return WD_CTL_CANNOT;
}

static void
tell_size(const WdCtl *ctl, const char *path, guint64 n_entries, guint n_lines)
{
	/* Translators: a file, how many entries are in it, how many lines were read. */
	wd_ctl_print(ctl,
		     g_dngettext(GETTEXT_PACKAGE,
				 "%s: %" PRIu64 " entry from %u lines\n",
				 "%s: %" PRIu64 " entries from %u lines\n",
				 n_entries),
		     path,
		     n_entries,
		     n_lines);
}

static WdCtlExit
compile(const WdCtl *ctl, const char *path)
{
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	guint n_lines = 0;
	g_autoptr(GBytes) bytes =
		wd_link_files_compile((const char *const *)ctl->args, problems, &n_lines);
	g_autoptr(WdLinkList) list = NULL;
	guint64 n_entries;
	WdCtlExit ended;

	complain(ctl, problems);
	if (bytes == NULL)
		return WD_CTL_CANNOT;
	list = wd_link_list_new(bytes, NULL);
	n_entries = list != NULL ? wd_link_list_get_size(list) : 0;
	if (n_entries == 0) { /* a download that broke off must not lift what is denied */
		wd_ctl_complain(ctl, _("there is no site to list; nothing was written"));
		return WD_CTL_FOUND;
	}
	ended = save(ctl, path, bytes);
	if (ended != WD_CTL_GOOD)
		return ended;
	tell_size(ctl, path, n_entries, n_lines);
	return problems->len > 0 ? WD_CTL_FOUND : WD_CTL_GOOD;
}

/**
 * wd_ctl_link_lists_compile:
 * @ctl: the command; its arguments are text files
 * @output: where the compiled list goes
 *
 * Makes one compiled list of them; none where they name nothing.
 *
 * Returns: %WD_CTL_FOUND when a line was wrong; the rest was compiled all the same
 */
WdCtlExit
wd_ctl_link_lists_compile(const WdCtl *ctl, const char *output)
{
	g_autoptr(GError) error = NULL;

	if (wd_crypto_start(&error))
		return compile(ctl, output);
	wd_ctl_complain(ctl, "%s", error->message);
	return WD_CTL_CANNOT;
}

/**
 * wd_ctl_link_lists_parse:
 * @text: a name of the command line
 *
 * Returns: (transfer full) (nullable): @text as an address of a site, with or without a scheme;
 * NULL for a name of a person
 */
WdUrl *
wd_ctl_link_lists_parse(const char *text)
{
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	g_autofree char *written = NULL;
	g_autoptr(WdUrl) url = NULL;

	if (strstr(valid, "://") == NULL && strchr(valid, '@') != NULL)
		return NULL;
	written = strstr(valid, "://") != NULL ? g_strdup(valid)
					       : g_strconcat("http://", valid, NULL);
	url = wd_url_parse(written);
	if (url == NULL || url->host == NULL || strchr(url->host, '.') == NULL)
		return NULL;
	return g_steal_pointer(&url);
}
