/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "store/wd-policy-places.h"

/*
 * Files that somebody may take for a policy in force and that nobody reads. A client says nothing
 * of them, since editors and package managers leave such files behind; whoever lints wants to know.
 */
void wd_policy_strays_find(const WdPolicyPlaces *places, GPtrArray *problems);
