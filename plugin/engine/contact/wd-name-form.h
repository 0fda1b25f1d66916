/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * How a name looks to somebody who reads it quickly, and how much two names have in common then.
 * For comparing and never for showing.
 */

#define WD_NAME_MAX_LETTERS  48 /* longer names are compared by their beginning */
#define WD_NAME_MIN_LETTERS  4  /* shorter ones resemble each other by chance */
#define WD_NAME_TYPO_LETTERS 6  /* in a shorter name one letter makes another honest name */

/* What one name is to another. */
typedef enum {
	WD_NAME_DIFFERENT,
	WD_NAME_SAME,      /* but for case and accents */
	WD_NAME_VARIANT,   /* with other signs between the letters, or a number behind them */
	WD_NAME_TYPO,      /* one letter added, dropped, changed or swapped */
	WD_NAME_DISGUISED, /* other letters that look the same: "mi11er", Cyrillic, invisible signs
			    */
} WdNameRelation;

/* One name, taken apart once. */
typedef struct {
	char *plain;        /* in lower case, without accents */
	char *letters;      /* of those only letters and digits */
	char *number;       /* the digits at their end */
	gunichar *skeleton; /* look-alikes folded, 0-terminated */
	gunichar *stem;     /* the same without the number */
	guint n_skeleton;
	guint n_stem;
	gboolean is_disguised; /* holds invisible or oddly drawn characters */
} WdNameForm;

WdNameForm *wd_name_form_new(const char *name);
void wd_name_form_free(WdNameForm *form);
WdNameRelation wd_name_form_compare(const WdNameForm *peer, const WdNameForm *contact);
gboolean wd_name_form_is_distinctive(const WdNameForm *form);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdNameForm, wd_name_form_free)
