/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "inspect/wd-source.h"

/*
 * The folder of a compound file ([MS-CFB]): Office before 2007, encrypted Office of today, macros
 * inside both. A parser of hostile bytes: every chain is followed for as many steps as the file has
 * sectors and no further, and nothing is believed twice.
 */

/* A stream that holds an object: "\\1Ole10Native", "Package", "CONTENTS", … */
typedef void (*WdOleStreamFound)(const char *name, const guint8 *bytes, gsize len, gpointer data);

typedef struct {
	gboolean has_macros;   /* a VBA project, or a sheet of Excel 4 macros */
	gboolean is_encrypted; /* a package that nobody can look into */
	gboolean is_installer; /* the names of a Windows Installer database */
	gboolean is_abused;    /* an object that serves attacks and nearly nothing else by now */
	gboolean is_damaged;   /* its own tables contradict each other */
	gboolean is_partial;   /* there is more of something than is read */
} WdOleFacts;

gboolean
wd_ole_look(const WdSource *source, WdOleFacts *facts, WdOleStreamFound found, gpointer data);
