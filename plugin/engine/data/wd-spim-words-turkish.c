/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/data/wd-spim-words.h"

/* What SPIM says in Turkish. */
/* clang-format off */
static const WdSpimGroup turkish[] = {
	{WD_SPIM_ABOUT_WORK, 3,
	 "evden çalışacak, evden çalışma, evden iş, evde iş, evden çalışarak, günde # dakika, "
	 "dakika yeterli, günde # saat, deneyim gerekmez, tecrübe gerekmez, "
	 "deneyim şartı yok, basit görev*, ek gelir*, ek iş, kendi işinin patronu, "
	 "işinin patronu, otellere puan, beğeni başına, online iş, yarı zamanlı online, "
	 "evden para, videolarını beğen"},
	{WD_SPIM_ABOUT_WORK, 2,
	 "ekip arkadaşları arıyoruz, insan kaynaklarından, özgeçmişinizi, telefonunla, "
	 "telefonundan, ekibimize katıl, esnek çalışma, çalışma arkadaşı, iş fırsat*, "
	 "personel alımı"},
	{WD_SPIM_ABOUT_WORK, 1,
	 "yarı zamanlı, evden çalış*"},
	{WD_SPIM_ABOUT_INCOME, 3,
	 "para kazan*, günlük ödeme, günlük kazanç, tl kazanç, tl kazanıyorum, tl kazan, "
	 "günlük # tl, pasif gelir, finansal özgürlü*, sınırsız kazanç, garantili kâr, "
	 "garantili kazanç, ödeme aynı gün, işini bırak, ayda # tl, ayda # bin, bin tl kazan*"},
	{WD_SPIM_ABOUT_INCOME, 2,
	 "kazanç*, kazanıyorum, aynı gün, anında çekim, hızlı çekim, iki günde, gelir elde, "
	 "kâr, ödeme alın"},
	{WD_SPIM_ABOUT_INCOME, 1,
	 "kazan, kazanma*"},
	{WD_SPIM_ABOUT_COINS, 3,
	 "kripto sinyal*, ücretsiz sinyal, yatırım platform*, ikiye katla, % başarı, "
	 "forex öğren, bitcoinini, yatırım danışman*, dolarla yatırıma, yatırdım iki"},
	{WD_SPIM_ABOUT_COINS, 2,
	 "yatırım*, danışmanımız, yapay zeka, sinyal*, borsa*"},
	{WD_SPIM_ABOUT_GAMES, 4,
	 "bedava dönüş, hoş geldin bonusu, hoşgeldin bonusu, deneme bonusu*, bedava bahis, "
	 "canlı casino, şikeli maç, banko kupon, bonusunu kap, yatırım şartsız, "
	 "çevrimsiz bonus"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "bahis*, kupon*, slot oyun*, freespin*, bonusu*, iddaa tahmin*, giriş linki"},
	{WD_SPIM_ABOUT_GAMES, 2,
	 "oran #, vip grub*, üye ol, çekim, rulet"},
	{WD_SPIM_ABOUT_PARCELS, 3.5,
	 "kargonuz teslim edilemedi, teslim edilemedi, gönderiniz bekletil*, gümrük ücret*, "
	 "adres bilgileriniz eksik, paketiniz iade, teslimat ücret*, kargo ücreti öde, "
	 "adresiniz eksik"},
	{WD_SPIM_ABOUT_PARCELS, 2,
	 "kargonuz, gönderiniz, paketiniz, adres bilgileriniz, gümrük"},
	{WD_SPIM_ABOUT_PARCELS, 1,
	 "kargo, ptt, teslimat"},
	{WD_SPIM_ABOUT_ACCOUNTS, 4,
	 "şüpheli işlem, kapatılacaktır, kartınız güvenlik nedeniyle, bloke edilmiştir, "
	 "güvenlik nedeniyle, aidat iade*, icra dosyası, icra takibi, haciz*, vergi iadeniz, "
	 "bilgisayarınıza virüs, virüs bulaştı, vergi borcunuz"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "kimliğinizi doğrula*, bilgilerinizi güncelle*, ödeme bilgileriniz*, hesabınızda, "
	 "hesabınız, kartınız, tespit edildi, iadeniz hazır, üyeliğiniz sona, kapatılacak*, "
	 "askıya alın*"},
	{WD_SPIM_ABOUT_ACCOUNTS, 2,
	 "sayın müşterimiz, değerli müşterimiz, kimliğinizi, bilgilerinizi, doğrulayın, "
	 "güncelleyin, onaylayın, hemen ödeme, adınıza, üyeliğiniz, hemen arayın, "
	 "destek bilgisayar*, vergi, iadeniz"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1,
	 "ziraat bankası, e-devlet, formu doldurun"},
	{WD_SPIM_ABOUT_KIN, 3,
	 "telefonum bozuldu, yeni numaram, telefonum suya düştü, bu numarayı kaydet, "
	 "telefonum kırıldı, suya düştü, bu yeni numaram"},
	{WD_SPIM_ABOUT_KIN, 2.5,
	 "numaram değişti, anne benim, baba benim, acil para, para gönder*, yarın geri"},
	{WD_SPIM_ABOUT_KIN, 1.5,
	 "anne telefon*, baba telefon*, babaanne, anneanne telefon*, geri veririm, acil"},
	{WD_SPIM_ABOUT_LOANS, 4,
	 "kefilsiz*, anında kredi, acil nakit, sicili bozuk, faizle para, kara listede, "
	 "evraksız*, senetle para, elden borç"},
	{WD_SPIM_ABOUT_LOANS, 3,
	 "faizle kredi, kredi evraksız, para verilir, nakit mi lazım, nakit ihtiyac*, "
	 "kredi onay*, % faizle, saatte onay, krediniz onay*"},
	{WD_SPIM_ABOUT_LOANS, 2,
	 "faizle, nakit, borç para, şahıstan"},
	{WD_SPIM_ABOUT_LOVE, 4,
	 "çıplak foto*, seks arıyor, evli kadınlar, ateşli kızlar, çok azgın*, azgın*, "
	 "yakışıklı, gerçek aşk"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "çıplak*, canlı kamera*, amerikan asker*, gecelik*, evde yalnızım, medyum*, "
	 "giden sevgili, sevgili geri, cinsel, bayanlar, sıcak sohbet"},
	{WD_SPIM_ABOUT_LOVE, 2,
	 "yakınındaki, tanışmak istiyor, bedava sohbet, merhaba canım, profilini gördüm, "
	 "gizlilik*, ilk show, show bedava, suriye'de, yaşındayım, çok etkilendim, kızlar, "
	 "büyü"},
	{WD_SPIM_ABOUT_GOODS, 4,
	 "reçetesiz*, sınavsız*, takipçi satın, beğeni satın, satın al, gerçek instagram, "
	 "diploma yapılır, ehliyet sisteme, birebir replika, kodlarını gönder*, "
	 "gerçek takipçi, instagram takipçi, sahte para, zayıflama hap"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "gizli kargo, zayıflama*, hediye kartı al, kodlarını, diyet yapmadan, eczaneden, "
	 "% indirim*, sisteme kayıtlı, kimlik diploma, tasfiye, izlenme, takipçi*, ucuz"},
	{WD_SPIM_ABOUT_GOODS, 2,
	 "kargo bedava, marka ayakkabı*, günde teslim, anında teslim, indirimli, kilo ver, "
	 "hediye kartı, en uygun fiyat, pasaport kimlik, sipariş, bitkisel, haplar"},
	{WD_SPIM_ABOUT_PRIZES, 4,
	 "ödülünüzü, iphone # kazandınız, çekilişinden, hediye çeki kazan, hediyenin süresi, "
	 "kazandınız, çekilişi kazan*"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "kazandın, hediye çeki*, anketi doldur*, milli piyango, hediyen, temsilcimizle, "
	 "talihlisi*"},
	{WD_SPIM_ABOUT_PRIZES, 2,
	 "anket*, yıl dönümü, çekiliş*"},
	{WD_SPIM_ABOUT_PRIZES, 1,
	 "tebrikler"},
	{WD_SPIM_ABOUT_FORTUNE, 4,
	 "kanser hastasıyım, servetimi, mirasçısı yok, müvekkilimin, soyadınız, "
	 "miras # milyon, bağışlamak istiyorum"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "milyon euro*, milyon dolar*, # milyon, dürüst birine, vefat eden"},
	{WD_SPIM_ABOUT_FORTUNE, 2,
	 "miras*, avukatım, bağışla*, servet*"},
	{WD_SPIM_ABOUT_CALLS, 2.5,
	 "linke tıkla*, buraya tıkla*, hemen üye, hemen alın, kanalımıza katıl, gruba katıl, "
	 "hemen kayıt, tıklayın, katılın, giriş yapın, hemen katıl"},
	{WD_SPIM_ABOUT_CALLS, 2,
	 "tıkla*, bizimle iletişime, iletişime geçin, ücretsiz kayıt, hemen, kayıt ol, "
	 "formu doldur*, katıl, bilgi için, öğrenmek için yaz, numaranı verir, ödeyin"},
	{WD_SPIM_ABOUT_CALLS, 1,
	 "yazın, arayın, iletişime"},
	{WD_SPIM_ABOUT_CHATS, 2,
	 "whatsapp'tan yaz, whatsapptan yaz, telegram kanal*, telegram grub*, vip gruba, "
	 "telegram'dan, whatsapp numaranı, sipariş whatsapp, özelden yaz, dm yaz, telegramdan"},
	{WD_SPIM_ABOUT_CHATS, 1,
	 "whatsapp'tan, whatsapptan"},
	{WD_SPIM_ABOUT_HASTE, 2,
	 "# saat içinde, # dakika içinde, son şans, son hatırlatma, sadece bugün, "
	 "bugün ödeyin, # saatte, # günde, saatte"},
	{WD_SPIM_ABOUT_HASTE, 1.5,
	 "derhal, kontenjan sınırlı, yerler sınırlı, son gün, kaçırma*, hemen şimdi, anında"},
	{WD_SPIM_ABOUT_HASTE, 1,
	 "sınırlı"},
	{WD_SPIM_ABOUT_PRAISE, 2,
	 "risk yok, risksiz, garantili*, kesin sonuç, çok güvenilir, garanti"},
	{WD_SPIM_ABOUT_PRAISE, 1.5,
	 "bedava*, ücretsiz webinar, ücretsiz*, güvenilir"},
	{WD_SPIM_ABOUT_PRAISE, 1,
	 "harika, sınırsız*, fırsat*"},
	{WD_SPIM_ABOUT_SUMS, 1,
	 "# tl, # lira, # dolar"},
	{WD_SPIM_ABOUT_LOANS, 1.5,
	 "kredi, kredisi, krediniz, kredinizi, krediye"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "casino sit, casino siteleri, güvenilir casino, bonus veren, yatırım bonusu"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "bloke edil*, bloke oldu"},
	{WD_SPIM_ABOUT_COINS, 2,
	 "coinler, coin kazan*"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "zayıflama hapı"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "kurtarma ifadesi, kelimelik kurtarma, cüzdanınızı doğrula*, cüzdanını doğrula*, "
	 "hesabın silinecek, hesabınız silinecek, kart bilgiler*, alıcı ödeme yaptı, "
	 "paranı almak, parayı almak için, dava açıl*, adınıza suç, kart numaran*, sim kart*, "
	 "kayıt silinecek"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1.5,
	 "savcılık, ihtar, borcunuz, hattınız"},
	{WD_SPIM_ABOUT_ACCOUNTS, 2,
	 "son uyarı, gelen kod, onay kodu"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1.5,
	 "puanlarınız, dosyanız"},
	{WD_SPIM_ABOUT_TRICKS, 4,
	 "bu videodaki sen, sen misin, profiline kim, kim bakıyor, whatsapp ücretli, "
	 "paralı olacak, kişiye gönder, altı haneli kod, sana gelen kodu, mesajlarını oku, "
	 "hesap hackle*, whatsapp takip, eşinin telefon*"},
	{WD_SPIM_ABOUT_TRICKS, 1.5,
	 "soyan"},
	{WD_SPIM_ABOUT_TRICKS, 3,
	 "bu videoda, videoyu izle, # kişiye, herkese yay, kodu bana, yanlışlıkla numaran*, "
	 "zinciri bozma, hesabını kurtar*"},
	{WD_SPIM_ABOUT_TRICKS, 1.5,
	 "silinmeden, paylaşın, aldatıyor"},
	{WD_SPIM_ABOUT_TRICKS, 2,
	 "yanlış numara, yanlış oldu pardon, kimseye söyleme, iyi birine benziyor*"},
	{WD_SPIM_ABOUT_TRICKS, 1.5,
	 "yayalım"},
	{WD_SPIM_ABOUT_LOANS, 3,
	 "kaybettiğin para*, paranı geri, sahte broker, borç kapatma, kart borcu, "
	 "dosya masrafsız"},
	{WD_SPIM_ABOUT_LOANS, 1.5,
	 "dolandırılanlar, borçlarını, yapılandırma"},
	{WD_SPIM_ABOUT_WORK, 4,
	 "hesabını kirala*, banka hesabı kirala*, iban kirala*, paketleme işi, "
	 "evde paketleme, kalem montaj*, hesabını ver"},
	{WD_SPIM_ABOUT_WORK, 3,
	 "istifa ettim, başlangıç paketi, yurt dışında iş, vizeyi biz, temsilci ol"},
	{WD_SPIM_ABOUT_WORK, 1.5,
	 "patronumu, sistemim*, ekibim*, gemi*, haftalık, temsilcilik"},
	{WD_SPIM_ABOUT_GOODS, 4,
	 "intihalsiz, tez yazım*, ödev yapılır, toplu sms, toplu mesaj, google yorum*, esrar, "
	 "kokain, onaylı hesap*, geri takip, güneş paneli bedava, sertifika sınavsız, "
	 "kaçak sigara"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "tüm kanallar, kanal ve film, google'da ilk, ücretsiz analiz, araç alınır, "
	 "altın alınır, gizli teslimat, yağ yakıcı, kahve falı"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "çanta, sporsuz, falcı*, tarot*, büyücü, parfüm*"},
	{WD_SPIM_ABOUT_GOODS, 2,
	 "deneme ücretsiz, ücretsiz deneme, sadece # tl, kapıda ödeme"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "taksitle, toptan"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "bedava internet, hediye internet, gb hediye, sosyal yardım, devlet desteği, "
	 "tatil kazan*, size çıktı, destek ödemesi, kazanan kupon"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "satılmış maç, maç sonucu kesin, kazandım slot*, bonus kodu, kesin kupon, "
	 "sweet bonanza"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "allah razı, her kuruş, kutu dolusu, dürüst kadın, barış gücü, yardım edin"},
	{WD_SPIM_ABOUT_FORTUNE, 1.5,
	 "ameliyat*, dul, külçe*"},
	{WD_SPIM_ABOUT_COINS, 3,
	 "hanım sayesinde, bey sayesinde, otomatik ticaret, sadece # lira, ikili opsiyon"},
	{WD_SPIM_ABOUT_COINS, 1.5,
	 "mentorum, sayesinde, kaldıraç*, arbitraj*"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "özel içerik*, sevgilim yok, canım sıkılıyor, yeni ifşa, sohbet hattı"},
	{WD_SPIM_ABOUT_LOVE, 1.5,
	 "görüntülü*, masaj*, ifşa*"},
	{WD_SPIM_ABOUT_KIN, 3,
	 "kaza yaptım, polis istiyor, borç verir misin, yarına kadar, bankam çalışmıyor, "
	 "fatura öde"},
	{WD_SPIM_ABOUT_KIN, 1.5,
	 "kefalet, karakoldayım"},
	{WD_SPIM_ABOUT_KIN, 2,
	 "kaza geçirdim, avukat parası, yarın öderim"},
	{WD_SPIM_ABOUT_COINS, 3,
	 "senin yerine işlem, sen uyurken, btc gönder, iki katını al, özel anahtar, "
	 "profesörün asistanı, borsa grubu, hisse grubu, günde bir hisse, bedava token, "
	 "token dağıt*, yarın listeleniyor, yatırıp izle*"},
	{WD_SPIM_ABOUT_COINS, 2,
	 "minimum yatırım, demo hesap"},
	{WD_SPIM_ABOUT_COINS, 1.5,
	 "hisse*, kaldıraçlı"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "on iki kelime, # kelime, cüzdanını senkronize*, hesabın kısıtlan*, "
	 "hesabınız kısıtlan*, şüpheli giriş, yeniden etkinleştir*, uygulamayı güncelle*, "
	 "askıya alınacak*, iptal edilecek*, elektriğiniz kesil*, elektrik kesil*, "
	 "faturanız öden*, bu numarayı ara, trafik ceza*"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1.5,
	 "cüzdanınız, tanımıyorsanız, jandarma, hgs, ödenmemiş"},
	{WD_SPIM_ABOUT_ACCOUNTS, 2,
	 "yeni cihaz, gecikmiş borç, bekleyen iade"},
	{WD_SPIM_ABOUT_WORK, 3,
	 "patronu kovdum, işten ayrıldım, nasıl yaptığımı, satış yok, telefonla para, "
	 "hemen başla, whatsapp görüşmesi, veri girişi, yorum yazma, otel rezervasyon, "
	 "evde montaj"},
	{WD_SPIM_ABOUT_WORK, 1.5,
	 "göstereyim, evinizden, koltuğundan, paketleme"},
	{WD_SPIM_ABOUT_WORK, 2,
	 "eleman alımı, birkaç saat, part time iş, yarım gün"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "fotoğraf satıyorum, özel fotoğraf*, yalnız kadın, dul bayan, kalbim diyor, "
	 "ilk dakikalar, olgun bayan, ciddi olanlar, arayışta olan, kocam yok"},
	{WD_SPIM_ABOUT_LOVE, 1.5,
	 "kamerada, masöz"},
	{WD_SPIM_ABOUT_GOODS, 4,
	 "tüm kurslar, kurs arşivi, 1:1 kalite, tezini yaz, tez yazılır, sınavına gir, "
	 "sicil silme, sicil temizleme, arabanı al, kapora önden, anahtar kargo, "
	 "zayıflama iğnesi, ot ve, hap ve, sahte banknot, dil sertifikası"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "doktorlar gizliyor, eczaneler gizliyor, sigarayı bırak*, bedava güneş paneli, "
	 "devlet ödüyor, ev sahibi misiniz, birinci kalite, ömür boyu, siteniz görünmüyor, "
	 "google ilk sayfa, whatsapp mesajı gönderim*, sonra öde, altın alımı, en yüksek fiyat"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "kapsül*, damla*, devremülk*, çakma"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "bedava tatil, bir hafta bedava, hediye paketi, hediye bakiye, hak kazandınız, "
	 "hemen kazan"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "allah rızası, yalnız anne, buzdolabı boş, yardım edin lütfen, altın dolu, "
	 "acil ameliyat, birkaç lira"},
	{WD_SPIM_ABOUT_FORTUNE, 1.5,
	 "bavul"},
	{WD_SPIM_ABOUT_TRICKS, 3,
	 "bu videoyu gördün, bu sen misin, fotoğrafını kullan*, fotoğrafını kim, bu mesajı, "
	 "kişiye yolla, hesabın kapanacak, saadet zinciri, # lira ver, gelen kodu at, "
	 "instagram çalın*, hesap kurtarma, kim baktı, konum takip*"},
	{WD_SPIM_ABOUT_TRICKS, 1.5,
	 "paylaş, hediyeleşme, dinleme"},
	{WD_SPIM_ABOUT_TRICKS, 2,
	 "pardon yanlış, yanlış kişi"},
	{WD_SPIM_ABOUT_TRICKS, 1.5,
	 "sandım, ihracat"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "maç satıldı, hakemi tanıyorum, slotta kazan*, promosyon kodu, garanti tahmin"},
	{WD_SPIM_ABOUT_GAMES, 1.5,
	 "belgesiz"},
	{WD_SPIM_ABOUT_PRIZES, 2,
	 "ödülü, ödülün, ödülünü, ödüller"},
};
/* clang-format on */

const WdSpimWords wd_spim_words_turkish = {"turkish", turkish, G_N_ELEMENTS(turkish), NULL};
