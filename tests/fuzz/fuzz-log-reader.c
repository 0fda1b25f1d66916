/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Two ways into the reader. An input that begins with the magic is a file as it is. Any other one
 * is the plaintext of records, two bytes of length before each, which are sealed as whoever has
 * the public key could: so the fuzzer gets behind the authentication.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "crypto/wd-crypto.h"
#include "fuzz-target.h"
#include "store/wd-log-chain.h"
#include "store/wd-log-reader.h"
#include "store/wd-log-record.h"

#define IDENTITY "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX\n"

static WdKeys *keys;
static GBytes *start; /* preamble and envelope; its file key is zeros */

static void
set_up(void)
{
	g_autofree char *path = NULL;
	g_autoptr(WdIdentity) identity = NULL;
	g_autofree char *recipient = NULL;
	const char *recipients[2] = {NULL, NULL};
	g_autoptr(GBytes) envelope = NULL;
	static const guint8 file_key[WD_LOG_FILE_KEY_LEN];
	GByteArray *bytes = g_byte_array_new();
	guint8 head[WD_LOG_PREAMBLE_LEN] = WD_LOG_MAGIC "\1";
	guint32 len;
	int fd = g_file_open_tmp("fuzz-key-XXXXXX", &path, NULL);

	g_assert_true(wd_crypto_start(NULL));
	g_assert_true(g_close(fd, NULL));
	g_assert_true(g_file_set_contents(path, IDENTITY, -1, NULL));
	keys = wd_keys_load_identity(path, NULL);
	g_remove(path);
	identity = wd_identity_parse(g_strchomp((char[]){IDENTITY}), NULL);
	recipient = wd_identity_get_recipient(identity);
	recipients[0] = recipient;
	envelope = wd_age_seal(recipients, file_key, sizeof file_key, NULL);
	len = GUINT32_TO_BE((guint32)g_bytes_get_size(envelope));
	memcpy(head + WD_LOG_BOUND_LEN, &len, sizeof len);
	g_byte_array_append(bytes, head, sizeof head);
	g_byte_array_append(
		bytes, g_bytes_get_data(envelope, NULL), (guint)g_bytes_get_size(envelope));
	start = g_byte_array_free_to_bytes(bytes);
}

/* Seals each piece of @bytes as the next record; says of what type the last one is. */
static GBytes *
seal_records(const uint8_t *bytes, size_t len, guint *n_records, int *last_type)
{
	static const guint8 file_key[WD_LOG_FILE_KEY_LEN];
	g_autoptr(WdLogChain) chain = wd_log_chain_new(g_bytes_get_data(start, NULL), file_key);
	GByteArray *out = g_byte_array_new();

	g_byte_array_append(out, g_bytes_get_data(start, NULL), (guint)g_bytes_get_size(start));
	*n_records = 0;
	*last_type = -1;
	while (len >= 2) {
		gsize n = MIN((gsize)(bytes[0] << 8 | bytes[1]), len - 2);
		gsize padded = MIN(MAX((n + 63) / 64 * 64, 64), WD_LOG_RECORD_MAX_BYTES);
		guint frame = out->len;

		n = MIN(n, padded);
		g_byte_array_set_size(out, frame + WD_LOG_FRAME_HEAD_LEN + (guint)padded);
		memset(out->data + frame, 0, WD_LOG_FRAME_HEAD_LEN + padded);
		memcpy(out->data + frame + WD_LOG_FRAME_HEAD_LEN, bytes + 2, n);
		*last_type = n > 0 ? bytes[2] : 0;
		g_assert_true(wd_log_chain_seal(chain, out, frame));
		(*n_records)++;
		bytes += 2 + n;
		len -= 2 + n;
	}
	return g_byte_array_free_to_bytes(out);
}

static gboolean
check_message(const WdLogMessage *message, gpointer data)
{
	(*(guint *)data)++;
	g_assert_true(g_utf8_validate(message->body, -1, NULL));
	g_assert_true(message->sender == NULL || g_utf8_validate(message->sender, -1, NULL));
	g_assert_cmpuint(message->n_images, <=, WD_LOG_MAX_IMAGES);
	for (guint i = 0; i < message->n_images; i++)
		g_assert_true(message->images[i].len == 0 || message->images[i].bytes != NULL);
	return TRUE;
}

/* Shows only what it counts, and calls a log complete only if it ends with FINAL. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	g_autoptr(GBytes) file = NULL;
	g_autoptr(GError) error = NULL;
	WdLogReport report;
	gboolean is_raw = len >= 6 && memcmp(bytes, WD_LOG_MAGIC, 6) == 0;
	guint n_sealed = 0;
	guint n_shown = 0;
	int last_type = -1;

	if (keys == NULL)
		set_up();
	file = is_raw ? g_bytes_new(bytes, len) : seal_records(bytes, len, &n_sealed, &last_type);
	if (!wd_log_read_bytes(file, keys, check_message, &n_shown, &report, &error)) {
		g_assert_nonnull(error);
		g_assert_true(is_raw);
		return 0;
	}
	g_assert_cmpuint(report.n_messages, ==, n_shown);
	if (is_raw)
		return 0;
	g_assert_cmpuint(report.n_records, <=, n_sealed);
	if (report.condition == WD_LOG_TORN) /* a message of several records that does not end */
		g_assert_cmpuint(report.n_records, ==, n_sealed);
	if (report.condition == WD_LOG_COMPLETE)
		g_assert_cmpint(last_type, ==, WD_LOG_RECORD_FINAL);
	if (report.condition != WD_LOG_DAMAGED)
		g_assert_cmpuint(report.n_records, ==, n_sealed);
	return 0;
}
