/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl-run.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "ctl/wd-ctl-commands.h"

void
ctl_result_clear(CtlResult *result)
{
	g_free(result->out);
	g_free(result->err);
}

static char *
take_text(FILE *file)
{
	GString *text = g_string_new(NULL);
	char piece[4096];
	gsize n;

	rewind(file);
	while ((n = fread(piece, 1, sizeof piece, file)) > 0)
		g_string_append_len(text, piece, (gssize)n);
	(void)fclose(file); /* read to its end */
	return g_string_free(text, FALSE);
}

/* @line's words are separated by spaces; PROFILE, LOG and FOLDER stand for the fixture's. */
CtlResult
ctl_run(const WdLogFixture *fixture, const char *log_path, const char *line)
{
	g_auto(GStrv) words = NULL;
	GString *filled = g_string_new(line);
	g_autofree char *folder = g_build_filename(fixture->profile, "export", NULL);
	g_autofree char *id = log_path != NULL ? g_path_get_basename(log_path) : g_strdup("");
	FILE *out = tmpfile();
	FILE *err = tmpfile();
	CtlResult result;

	id[MIN(strlen(id), 12)] = '\0';
	g_string_replace(filled, "PROFILE", fixture->profile, 0);
	g_string_replace(filled, "LOG", id, 0);
	g_string_replace(filled, "FOLDER", folder, 0);
	words = g_strsplit(filled->str, " ", -1);
	g_string_free(filled, TRUE);
	result.status = (int)wd_ctl_run(STDIN_FILENO, out, err, (const char *const *)words);
	result.out = take_text(out);
	result.err = take_text(err);
	return result;
}
