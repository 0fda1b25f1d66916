/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* Knows what commands print that describe a computer by the shape of their output alone. */

const char *wd_machine_dump_find(const char *lower_text);
