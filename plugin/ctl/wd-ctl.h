/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>
#include <stdio.h>

/*
 * What all commands of wardenctl share: their options, their messages, their ends. A command is a
 * function of one WdCtl, so it knows neither main() nor the streams of the process. Commands may
 * block; there is no main loop here, and no libpurple.
 */

/* How a command ends; `judge` alone means a malformed line by WD_CTL_FOUND. */
typedef enum {
	WD_CTL_GOOD = 0,
	WD_CTL_FOUND = 1,  /* it did its work, and found something wrong */
	WD_CTL_USAGE = 2,  /* usage, or bad input */
	WD_CTL_CANNOT = 3, /* it could not do it */
} WdCtlExit;

/* What every command gets. */
typedef struct {
	const char *command; /* "policy lint", for messages */
	const char *usage;   /* what follows it on the command line */
	int in_fd;
	FILE *out;
	FILE *err;
	char **args;      /* what is left after options, NULL-terminated */
	char *profile;    /* (nullable) the client's user directory, from --profile */
	gboolean is_json; /* --json */
} WdCtl;

typedef WdCtlExit (*WdCtlRun)(WdCtl *ctl);

gboolean wd_ctl_parse(WdCtl *ctl, const GOptionEntry *entries, guint min_args, guint max_args)
	G_GNUC_WARN_UNUSED_RESULT;
char *wd_ctl_get_base(const WdCtl *ctl);
void wd_ctl_complain(const WdCtl *ctl, const char *format, ...) G_GNUC_PRINTF(2, 3);
void wd_ctl_print(const WdCtl *ctl, const char *format, ...) G_GNUC_PRINTF(2, 3);
