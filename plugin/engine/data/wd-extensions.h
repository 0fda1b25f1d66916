/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

gboolean wd_extension_is_dangerous(const char *extension);
gboolean wd_extension_is_program(const char *extension);
gboolean wd_extension_is_document(const char *extension);
