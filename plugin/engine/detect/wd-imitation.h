/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-detector.h"

/*
 * Looks for strangers who want to be taken for somebody else: for a contact, for the company's help
 * desk. [Contacts] Imitation, codes "contact.imitation", "contact.namesake" and the like.
 */

extern const WdDetector wd_imitation;
