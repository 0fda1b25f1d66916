/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What detectors and screens both must know about single characters. Text must be valid UTF-8
 * already: for an event, wd_event_new() has seen to that.
 */

gboolean wd_utf8_is_direction_control(gunichar c);
gboolean wd_utf8_is_invisible(gunichar c);
gboolean wd_utf8_has_direction_control(const char *text);
gboolean wd_utf8_is_blank(const char *text);
/* What a person may safely be shown of a string that a peer chose. */
char *wd_utf8_show(const char *text, guint max_chars);
gboolean wd_utf8_has_right_to_left(const char *text);
char *wd_utf8_isolate(const char *text);
char *wd_utf8_isolate_in(const char *text, const char *sentence);
