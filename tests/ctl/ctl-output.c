/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl-output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static WdCtlExit
run(int in_fd, const char *const *words, char **out_text, FILE *err)
{
	gsize len;
	FILE *out;
	WdCtlExit result;

	free(*out_text);
	out = open_memstream(out_text, &len);
	result = wd_ctl_run(in_fd, out, err, words);
	g_assert_cmpint(fclose(out), ==, 0);
	return result;
}

WdCtlExit
ctl_output_run(const char *const *words, char **out, char **err)
{
	gsize len;
	FILE *errors;
	WdCtlExit result;

	free(*err);
	errors = open_memstream(err, &len);
	result = run(STDIN_FILENO, words, out, errors);
	g_assert_cmpint(fclose(errors), ==, 0);
	return result;
}

WdCtlExit
ctl_output_run_on(
	const char *profile, const char *command, const char *arguments, char **out, char **err)
{
	g_autofree char *line = g_strdup_printf(
		"%s --profile %s%s%s", command, profile, *arguments ? " " : "", arguments);
	g_auto(GStrv) words = g_strsplit(line, " ", -1);

	return ctl_output_run((const char *const *)words, out, err);
}

WdCtlExit
ctl_output_feed(const char *text, const char *const *words, char **out)
{
	int ends[2];
	WdCtlExit result;

	g_assert_cmpint(pipe(ends), ==, 0);
	g_assert_cmpint(write(ends[1], text, strlen(text)), ==, (gssize)strlen(text));
	(void)close(ends[1]); /* the reader sees the end */
	result = run(ends[0], words, out, stderr);
	(void)close(ends[0]); /* only read from */
	return result;
}
