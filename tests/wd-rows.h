/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* Adds one test for each row of a table; the row's name is the end of its path. */
#define WD_ADD_ROWS(prefix, rows, function)                                                        \
	for (guint wd_row = 0; wd_row < G_N_ELEMENTS(rows); wd_row++) {                            \
		g_autofree char *wd_path = g_strconcat(prefix, rows[wd_row].name, NULL);           \
                                                                                                   \
		g_test_add_data_func(wd_path, &rows[wd_row], function);                            \
	}
