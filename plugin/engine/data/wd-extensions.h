/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-file-facts.h"

/*
 * What a file's ending means to a desktop, as facts with their sources in the .c file. Whether that
 * matters is for detectors and policy; a company's own endings come on top of these.
 */

gboolean wd_extension_is_dangerous(const char *extension);
gboolean wd_extension_is_program(const char *extension);
gboolean wd_extension_is_document(const char *extension);
gboolean wd_extension_is_settings(const char *extension);
WdFileClass wd_extension_get_class(const char *extension);
