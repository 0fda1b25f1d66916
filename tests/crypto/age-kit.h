/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Builds age files by the letter of C2SP's age.md, also wrong ones, without the code that is
 * tested: only the primitives are shared, and those have their RFCs' vectors.
 *
 * A header is text with words between @ signs:
 *   @stanza@      a whole stanza for the reader        @other@   one for somebody else
 *   @share@       the ephemeral share in Base64        @share=@  the same with padding
 *   @share~@      with stray bits at its end           @share-@  31 bytes, @share+@ 33
 *   @identity@    32 zero bytes                        @order8@  a point of order 8
 *   @body@        the wrapped file key in Base64       @body=@, @body~@ as above
 *   @body!@       with a wrong tag                     @body-@, @body+@ of 15 and 17 bytes
 *   @body0@       wrapped under an all-zero secret     @body8@   the same for @order8@
 *   @mac@ @mac=@ @mac~@ @mac!@ @mac-@                  the code over all before the space; as above
 *
 * A payload is one letter a part: N the nonce, n a short one; F a full chunk, P one of 100 bytes, E
 * an empty one, each the last one when followed by '.'; '!' breaks the tag of the one before, '<'
 * takes its last byte away, '+' adds a byte.
 */

char *age_kit_get_identity(void); /* "AGE-SECRET-KEY-1…" */
GByteArray *age_kit_build(const char *header, const char *payload);
GByteArray *age_kit_get_plaintext(const char *payload); /* what a sound one holds */
