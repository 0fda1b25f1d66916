/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/data/wd-spim-words.h"

/* What SPIM says in Indonesian and Vietnamese. */
/* clang-format off */
static const WdSpimGroup indonesian[] = {
	{WD_SPIM_ABOUT_WORK, 3,
	 "kerja dari rumah dibayar, lowongan kerja dari, kerja sampingan, kerja online, "
	 "kerja paruh waktu online, menit sehari, tanpa pengalaman, tidak perlu pengalaman, "
	 "tugas mudah, bos sendiri, beri rating hotel, like video, penghasilan tambahan, "
	 "dibayar harian, jam sehari, penghasilan dari rumah"},
	{WD_SPIM_ABOUT_WORK, 2,
	 "membuka lowongan, lewat hp, cukup # menit, gabung tim, gabung tim kami, "
	 "cv kamu kami, dari hrd, hrd, lowongan, freelance online, kerja paruh waktu"},
	{WD_SPIM_ABOUT_WORK, 1,
	 "dari rumah, paruh waktu"},
	{WD_SPIM_ABOUT_INCOME, 3,
	 "hasilkan uang, dapat uang, cari uang, per hari dari, rp per hari, penghasilan rp, "
	 "penghasilan tanpa batas, juta per bulan, pendapatan pasif, kebebasan finansial, "
	 "profit dijamin, profit harian, dijamin cair, dijamin untung, penghasilan #, "
	 "ribu per hari"},
	{WD_SPIM_ABOUT_INCOME, 2,
	 "penghasilan*, per hari, langsung cair, langsung dibayar, tarik kapan saja, "
	 "hari kemudian terima, modal # ribu, modal kecil, juta dalam, keuntungan*"},
	{WD_SPIM_ABOUT_INCOME, 1,
	 "cair, untung"},
	{WD_SPIM_ABOUT_COINS, 3,
	 "sinyal kripto, sinyal forex, sinyal gratis, platform investasi, gandakan*, "
	 "akurasi #, belajar forex, investasi bodong, robot trading, titip dana"},
	{WD_SPIM_ABOUT_COINS, 2,
	 "investasi*, kripto*, forex*, saham, amanah*"},
	{WD_SPIM_ABOUT_GAMES, 4,
	 "slot gacor, gacor*, putaran gratis, bonus new member, judi online, judi bola, "
	 "maxwin*, prediksi togel, togel*, tanpa deposit, situs slot, agen judi, slot online, "
	 "rtp live, depo #"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "klaim bonus, judi*, link daftar, wd pasti, jitu, tembus #, scatter, jackpot*, "
	 "agen resmi"},
	{WD_SPIM_ABOUT_GAMES, 2,
	 "terpercaya, taruhan, daftar sekarang"},
	{WD_SPIM_ABOUT_PARCELS, 3.5,
	 "paket anda tertahan, gagal dikirim, alamat tidak lengkap, bayar bea cukai, "
	 "paket gagal, foto paket, konfirmasi ongkir, tertahan di bea, surat tilang apk"},
	{WD_SPIM_ABOUT_PARCELS, 2,
	 "paket anda, pesanan anda menunggu, tertahan, kurir j&t, cek foto, perbarui data, "
	 "pesanan anda"},
	{WD_SPIM_ABOUT_PARCELS, 1,
	 "bea cukai, ongkir"},
	{WD_SPIM_ABOUT_ACCOUNTS, 4,
	 "transaksi mencurigakan, aktivitas mencurigakan, kartu atm anda diblokir, "
	 "akun anda akan, anda diblokir, akan dinonaktifkan, akan diblokir, perubahan tarif, "
	 "terinfeksi virus, tilang elektronik, anda berhak atas, cek nama anda, kantor polisi"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "verifikasi data, perbarui data anda, perbarui metode, metode pembayaran, "
	 "nasabah yang terhormat, nasabah yth, terinfeksi, tarif transfer, isi formulir, "
	 "pengembalian pajak, bansos*, sudah cair, dinonaktifkan"},
	{WD_SPIM_ABOUT_ACCOUNTS, 2,
	 "kartu atm, akun anda, data anda, rekening anda, nasabah, verifikasi*, "
	 "konfirmasi sekarang, langganan netflix, tagihan, segera verifikasi, segera telepon, "
	 "tidak setuju, surat tilang, komputer anda"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1,
	 "bank mandiri, djp, blokir"},
	{WD_SPIM_ABOUT_KIN, 3,
	 "hp aku rusak, hp rusak, hp ku rusak, ini nomor baruku, nomor baruku, minta pulsa, "
	 "hp saya rusak, hp hilang, simpan nomor ini"},
	{WD_SPIM_ABOUT_KIN, 2.5,
	 "ganti nomor, nomor baru, pak ini saya, ma ini aku, transfer dulu, besok saya ganti, "
	 "pulsa dulu, wa ke sini"},
	{WD_SPIM_ABOUT_KIN, 1.5,
	 "ma hp, mama minta, tolong transfer, besok ganti"},
	{WD_SPIM_ABOUT_LOANS, 4,
	 "pinjaman online, tanpa jaminan, pinjaman bunga, cukup ktp, bi checking, dana tunai, "
	 "butuh dana cepat, pinjaman cepat, pinjol, gadai bpkb"},
	{WD_SPIM_ABOUT_LOANS, 3,
	 "pinjaman*, langsung cair ke rekening, cepat cair, butuh dana, bunga #, "
	 "memberikan pinjaman, resmi ojk"},
	{WD_SPIM_ABOUT_LOANS, 2,
	 "ojk, bunga, koperasi resmi, jaminan, dana cepat"},
	{WD_SPIM_ABOUT_LOVE, 4,
	 "foto bugil*, bugil*, lagi sange, sange*, open bo, vcs, cewek panggilan, full bugil, "
	 "tanpa sensor, video viral mahasiswi, cinta sejati, tentara amerika"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "hai ganteng, ganteng, sendirian dan, cewek, bispak, mesum*, pelet*, bokep*, "
	 "pijat plus, pesugihan*, wanita panggilan, cod hotel, viral"},
	{WD_SPIM_ABOUT_LOVE, 2,
	 "halo sayang, lihat profilmu, ready # jam, dp dulu, suriah, mahasiswi, kencan, "
	 "privasi aman, minat chat, mbah"},
	{WD_SPIM_ABOUT_GOODS, 4,
	 "tanpa resep, jual sim tanpa, tanpa tes, followers instagram, jasa followers, "
	 "jual followers, pembuatan ijazah, kirim kodenya, kapsul herbal, replika premium, "
	 "uang palsu, jual likes, obat kuat, tambah followers"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "kirim rahasia, lebih murah #, tanpa diet, cuci gudang, voucher google play, "
	 "kodenya, rahasia terjamin, pembesar, pelangsing*, sim tanpa, ijazah ktp, "
	 "kilo sebulan, diskon #"},
	{WD_SPIM_ABOUT_GOODS, 2,
	 "gratis ongkir, sepatu branded, proses instan, resmi terdaftar, dari apotek, "
	 "views tiktok, order via, ijazah, termurah, herbal, hari jadi, premium, likes dan"},
	{WD_SPIM_ABOUT_PRIZES, 4,
	 "klaim hadiah, anda terpilih, nomor anda memenangkan, memenangkan undian, "
	 "hadiah hangus, anda memenangkan, pemenang undian, selamat anda"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "memenangkan, hadiah sekarang, isi survei, menangkan voucher, pemenang, "
	 "hadiah langsung"},
	{WD_SPIM_ABOUT_PRIZES, 2,
	 "survei, hadiah*, terpilih, voucher rp, ulang tahun isi"},
	{WD_SPIM_ABOUT_FORTUNE, 4,
	 "kanker stadium akhir, menyumbangkan harta, tanpa ahli waris, klien saya meninggal, "
	 "ahli waris, warisan #, orang jujur"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "juta euro, juta dolar, # miliar, harta #"},
	{WD_SPIM_ABOUT_FORTUNE, 2,
	 "warisan, saya pengacara, menyumbangkan"},
	{WD_SPIM_ABOUT_CALLS, 2.5,
	 "klik di sini, klik link, klik disini, link di bio, di link ini, di link berikut, "
	 "link berikut, gabung channel, gabung grup, klaim sekarang, klaim*"},
	{WD_SPIM_ABOUT_CALLS, 2,
	 "daftar, gabung, hubungi wa, hubungi whatsapp, hubungi kami, chat saya, cek nama, "
	 "silakan cek, lihat foto, hubungi"},
	{WD_SPIM_ABOUT_CHATS, 2,
	 "channel telegram, grup telegram, via wa, order via wa, chat wa, wa kami, "
	 "hubungi wa kami, channel kami, grup vip, wa ke"},
	{WD_SPIM_ABOUT_CHATS, 1,
	 "whatsapp kami, japri, inbox"},
	{WD_SPIM_ABOUT_HASTE, 2,
	 "dalam # jam, dalam # menit, kesempatan terakhir, hari ini juga, hari ini saja, "
	 "hangus dalam, # jam"},
	{WD_SPIM_ABOUT_HASTE, 1.5,
	 "kuota terbatas, sekarang juga, slot terbatas, terbatas, buruan*"},
	{WD_SPIM_ABOUT_PRAISE, 2,
	 "tanpa risiko, dijamin*, terjamin, amanah banget, pasti dibayar"},
	{WD_SPIM_ABOUT_PRAISE, 1.5,
	 "webinar gratis, resmi, hasil # hari"},
	{WD_SPIM_ABOUT_PRAISE, 1,
	 "aman, tanpa batas"},
	{WD_SPIM_ABOUT_SUMS, 1,
	 "rp #, # ribu, # juta, # rupiah, # rb, # jt"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "slot maxwin, slot deposit, main slot, bonus deposit, bonus harian"},
	{WD_SPIM_ABOUT_INCOME, 2,
	 "cuan, komisi, komisi langsung"},
	{WD_SPIM_ABOUT_PRIZES, 2,
	 "undian*"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1,
	 "file apk"},
	{WD_SPIM_ABOUT_PARCELS, 1.5,
	 "undangan apk"},
	{WD_SPIM_ABOUT_PARCELS, 2,
	 "file undangan"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "depo pulsa, deposit pulsa, minimal deposit, deposit awal"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "frasa pemulihan, verifikasi wallet, verifikasi dompet, akun akan dihapus, "
	 "data kartu, pembeli sudah bayar, terima dana, kode otp, surat panggilan, "
	 "kasus hukum, nomor kartu, poin anda, poin hangus, pajak anda, blokir rekening, "
	 "simcard anda, pembaruan wajib"},
	{WD_SPIM_ABOUT_TRICKS, 4,
	 "ini kamu di video, kamu ya di video, siapa yang lihat profil, kirim ke # orang, "
	 "sebarkan ke, whatsapp berbayar, akan berbayar, kode enam angka, kode yang masuk, "
	 "sadap wa, sadap whatsapp, hack akun, baca chat pasangan, buka baju"},
	{WD_SPIM_ABOUT_TRICKS, 3,
	 "di video ini, lihat video ini, ke # kontak, jangan putus, sebelum dihapus, "
	 "kirim kodenya ke, salah masukkan nomor, hp pasangan"},
	{WD_SPIM_ABOUT_TRICKS, 1.5,
	 "disembunyikan, selingkuh, viralkan"},
	{WD_SPIM_ABOUT_TRICKS, 2,
	 "salah nomor, maaf salah, kamu kelihatannya baik, jangan bilang siapa, share ke"},
	{WD_SPIM_ABOUT_LOANS, 3,
	 "uang hilang kembali, uang anda kembali, broker palsu, lunas hutang, joki pinjol"},
	{WD_SPIM_ABOUT_LOANS, 1.5,
	 "hutang, slik, galbay"},
	{WD_SPIM_ABOUT_WORK, 4,
	 "sewa rekening, jual rekening, beli rekening, lem benang, merakit pulpen, "
	 "packing di rumah, kerja packing"},
	{WD_SPIM_ABOUT_WORK, 3,
	 "resign dari, sistem saya, tim saya, paket awal, jadi reseller, kerja luar negeri, "
	 "visa ditanggung, per minggu, dari rebahan, tanpa bos, kerja kapal"},
	{WD_SPIM_ABOUT_WORK, 1.5,
	 "reseller"},
	{WD_SPIM_ABOUT_GOODS, 4,
	 "bebas plagiat, joki skripsi, joki tugas, ijazah asli, sms blast, wa blast, ganja, "
	 "sabu, akun verified, follback, panel surya gratis, sertifikat tanpa, "
	 "rokok tanpa cukai, uang mainan"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "semua channel, halaman pertama google, audit gratis, emas di bawah, pembakar lemak, "
	 "tanpa olahraga, akun premium, akun netflix"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "dukun, ramalan, parfum"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "pulsa gratis, kuota gratis, kuota gratis #, bantuan pemerintah, bantuan langsung, "
	 "liburan gratis"},
	{WD_SPIM_ABOUT_PRIZES, 1.5,
	 "blt, subsidi"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "skor akurat, pola gacor, menang besar, kode bonus, modal receh"},
	{WD_SPIM_ABOUT_GAMES, 1.5,
	 "bocoran"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "tuhan memberkati, biaya operasi, kurang #, sebuah peti, saya janda, saya duda, "
	 "wanita jujur, emas batangan, pasukan perdamaian"},
	{WD_SPIM_ABOUT_FORTUNE, 1.5,
	 "seikhlasnya"},
	{WD_SPIM_ABOUT_COINS, 3,
	 "mentor saya, berkat ibu, berkat bu, robot otomatis, trading otomatis, hanya # ribu, "
	 "jasa titip trading"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "konten eksklusif, konten dewasa, pacarku pergi, bosan nih, foto video, vc nakal"},
	{WD_SPIM_ABOUT_LOVE, 1.5,
	 "pijat, janda"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "# kata pemulihan, kata pemulihan, dompet digital, akan dibekukan, listrik diputus, "
	 "sudah dibayar pembeli, cairkan lewat, cairkan dana, masukkan # kata, mohon dibuka, "
	 "barang anda di marketplace"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1.5,
	 "tunggakan, undangan_kami, reaktivasi"},
	{WD_SPIM_ABOUT_COINS, 3,
	 "token baru, listing besok, undang teman, asisten profesor, belajar saham gratis, "
	 "grup saham, saham gratis, main emas, kirim # btc, terima dua kali"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "mahar setelah tembus, jackpot semalam"},
	{WD_SPIM_ABOUT_GAMES, 1.5,
	 "eyang, tembus"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "jual konten, konten pribadi, janda kesepian, sendirian malam"},
	{WD_SPIM_ABOUT_LOVE, 1.5,
	 "kesepian"},
	{WD_SPIM_ABOUT_LOANS, 4,
	 "hapus data pinjol, hapus data, bayar setelah beres, dc tidak akan"},
	{WD_SPIM_ABOUT_GOODS, 4,
	 "tembakau gorilla, sampai acc, jamin halaman satu, tidak muncul di google, blast wa, "
	 "mirror 1:1, uang mainan mirip, lolos sinar, pulsa murah, kavling murah"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "sinte"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "cek menu, konsultasi gratis, nomor bisa request, katalog chat, revisi sampai, "
	 "tanpa bunga tanpa, sisa #"},
	{WD_SPIM_ABOUT_TRICKS, 2,
	 "maaf salah kirim, salah kirim, kakak siapa, ekspor impor"},
	{WD_SPIM_ABOUT_TRICKS, 1.5,
	 "kirain"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "mahar seikhlasnya, uang balik"},
	{WD_SPIM_ABOUT_FORTUNE, 1.5,
	 "ritual"},
	{WD_SPIM_ABOUT_ACCOUNTS, 2,
	 "otp anda"},
};
/* clang-format on */

/* clang-format off */
static const WdSpimGroup vietnamese[] = {
	{WD_SPIM_ABOUT_WORK, 3,
	 "việc làm tại nhà, việc nhẹ lương cao, không cần kinh nghiệm, tuyển cộng tác viên, "
	 "cộng tác viên, làm thêm tại nhà, phút mỗi ngày, nhiệm vụ đơn giản"},
	{WD_SPIM_ABOUT_INCOME, 3,
	 "kiếm tiền online, kiếm tiền tại nhà, thu nhập thụ động, mỗi ngày kiếm, "
	 "lợi nhuận cam kết, rút tiền ngay, tự do tài chính, kiếm thêm thu nhập"},
	{WD_SPIM_ABOUT_INCOME, 2,
	 "thu nhập, hoa hồng, lợi nhuận, thanh toán trong ngày"},
	{WD_SPIM_ABOUT_COINS, 2,
	 "đầu tư, tiền ảo, tín hiệu, chứng khoán, sàn giao dịch"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "nhà cái, cá cược, nổ hũ, quay miễn phí, tặng ngay, nạp lần đầu, casino trực tuyến, "
	 "soi cầu"},
	{WD_SPIM_ABOUT_PARCELS, 3,
	 "bưu kiện của bạn, đơn hàng của bạn, phí hải quan, không giao được"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "tài khoản của bạn, sẽ bị khóa, bị khóa, xác minh danh tính, cập nhật thông tin, "
	 "giao dịch bất thường, công an"},
	{WD_SPIM_ABOUT_LOANS, 3,
	 "vay tiền nhanh, vay nhanh, không thế chấp, lãi suất thấp, giải ngân, vay online, "
	 "hỗ trợ vay, nợ xấu"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "ảnh nóng, gái gọi, clip nóng, tình một đêm, chat sex"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "không cần đơn thuốc, tăng follow, tăng like, làm bằng giả, bằng lái xe, giảm giá #, "
	 "siêu cấp"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "trúng thưởng, nhận quà, bạn đã trúng, nhận thưởng, quà tặng"},
	{WD_SPIM_ABOUT_PRIZES, 1,
	 "chúc mừng"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "triệu đô, triệu euro, thừa kế"},
	{WD_SPIM_ABOUT_CALLS, 2,
	 "nhấp vào, bấm vào, đăng ký ngay, truy cập, liên hệ ngay, tham gia nhóm, click vào"},
	{WD_SPIM_ABOUT_CHATS, 2,
	 "qua zalo, nhóm zalo, kết bạn zalo, liên hệ zalo, inbox zalo, qua telegram, "
	 "nhóm telegram"},
	{WD_SPIM_ABOUT_HASTE, 1.5,
	 "trong # giờ, cơ hội cuối, ngay hôm nay, khẩn cấp, số lượng có hạn"},
	{WD_SPIM_ABOUT_PRAISE, 1.5,
	 "miễn phí, cam kết, uy tín, không rủi ro"},
	{WD_SPIM_ABOUT_SUMS, 1,
	 "# triệu, # đồng, # nghìn, # vnd"},
};

static const char *const vietnamese_habits[] = {
	"đ=d",
	NULL,
};
/* clang-format on */

const WdSpimWords wd_spim_words_indonesian = {
	"indonesian", indonesian, G_N_ELEMENTS(indonesian), NULL};
const WdSpimWords wd_spim_words_vietnamese = {
	"vietnamese", vietnamese, G_N_ELEMENTS(vietnamese), vietnamese_habits};
