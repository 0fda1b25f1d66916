/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Lines of a descriptor, each as long as it likes up to a bound. Not stdio: its getline() would
 * take as much memory as a hostile line asks for. What it hands out belongs to it, and is
 * overwritten by the next call.
 */
typedef struct WdLineReader WdLineReader;

WdLineReader *wd_line_reader_new(int fd, gsize max_bytes);
void wd_line_reader_free(WdLineReader *reader);
gboolean wd_line_reader_next(WdLineReader *reader, char **line, gsize *len);
int wd_line_reader_get_error(const WdLineReader *reader);
guint64 wd_line_reader_get_number(const WdLineReader *reader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdLineReader, wd_line_reader_free)
