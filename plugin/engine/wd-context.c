/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-context.h"

/**
 * wd_context_is_stranger:
 * @context: what was known
 *
 * A stranger is nobody's saved contact, was not written to first and is not trusted by hand. While
 * the roster is not loaded nobody can be told apart, so nobody is a stranger.
 *
 * Returns: whether the peer of the event is a stranger
 */
gboolean
wd_context_is_stranger(const WdContext *context)
{
	return context->is_roster_loaded && !context->is_known && !context->is_trusted &&
	       !context->wrote_first;
}
