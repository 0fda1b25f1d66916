/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/challenge/wd-challenge-question.h"

/*
 * What a stranger is asked where policy has no questions of its own, and the words around any
 * question. Robots have learned the fixed questions of other programs, so these are made anew each
 * time: plain enough for everybody, in words, in the person's language and in English.
 */

/* The same seed makes the same question, so that nothing but the seed has to be kept. */
WdChallengeQuestion *wd_riddle_new(guint64 seed);

char *wd_riddle_ask(const WdChallengeQuestion *question);
char *wd_riddle_thank(void);
