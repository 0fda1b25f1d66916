/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"
#include "engine/wd-policy.h"

/*
 * What policy says about protocols and servers, as rules for nftables: a plug-in can be left out of
 * a client, and another client be taken; a firewall says the same for all of them.
 */
WdCtlExit wd_ctl_policy_firewall(WdCtl *ctl);
void wd_firewall_format(const WdPolicy *policy, GPtrArray *addresses, GString *out);
