/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What is shown in the language of pseudo_locale.py, in which every letter of a translated text is
 * accented and every sentence stands between brackets. Plain letters are either data, which a test
 * names beforehand, or a text that no translator ever sees.
 */
void wd_pseudo_begin(void);
void wd_pseudo_allow(const char *data);
void wd_pseudo_expect(const char *where, const char *text);
GPtrArray *wd_pseudo_take(void);
void wd_pseudo_report(void);
