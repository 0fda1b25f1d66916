/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-error.h"

G_DEFINE_QUARK(wd_error, wd_error)
