/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/link/wd-protected-names.h"
#include "engine/wd-policy.h"

/*
 * [Links] ProtectedDomains as a table. A company may name thousands, so it is made once for each
 * snapshot of its policy and not for each message.
 */

const WdProtectedNames *wd_own_names_get(const WdPolicy *policy);
