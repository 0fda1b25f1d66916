/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What purple-lurch has written down about the devices of others, read and never written: the table
 * devicelists of ACCOUNT_omemo_db.sqlite in libpurple's user folder.
 */

#define WD_LURCH_MAX_DEVICES 500 /* of one person; OMEMO clients announce a handful */

GArray *wd_lurch_devices_read(const char *path, const char *person);
