/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/machine/wd-machine-facts.h"

/* Where facts of this computer stand in a text. It says what is there and judges nothing. */

typedef struct {
	const WdMachineFact *fact; /* (nullable) the most telling one that was found */
	gsize start;               /* byte range in the text it was found in */
	gsize end;
	gboolean is_telling; /* enough alone: by itself, or by how it stands there */
} WdMachineHit;

/* By WdMachineKind. Begins as all zeros; later calls add to it and take nothing back. */
typedef struct {
	WdMachineHit hits[WD_MACHINE_N_KINDS];
} WdMachineHits;

void wd_machine_match(const WdMachineFacts *facts, const char *lower_text, WdMachineHits *hits);
void
wd_machine_match_digits(const WdMachineFacts *facts, const char *lower_text, WdMachineHits *hits);
