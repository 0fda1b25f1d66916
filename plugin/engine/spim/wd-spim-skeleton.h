/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * One letter for all that are drawn like it, for hashing and never for showing. Unlike
 * wd_normalise_text() it does not ask which script a word is in: an honest Cyrillic word and the
 * same word with Latin letters in it come out equal, and that is all that counts here.
 */

void wd_spim_skeleton_append(GString *out, gunichar c);
