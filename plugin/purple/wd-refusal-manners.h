/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-policy.h"

/*
 * Whether somebody whose request is refused hears of it. Any answer says that the account is in
 * use, so without a setting there is none; but in libpurple's signals an audible no is the only
 * answer that keeps a plugin which accepts by itself from doing so, and a company's block must
 * hold.
 */

gboolean wd_refusal_is_silent(const WdPolicy *policy);
gboolean wd_refusal_must_be_first(const WdPolicy *policy);
