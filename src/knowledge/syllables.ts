/**
 * Every syllable of Mandarin as `sound` makes it, so that typed pinyin can be cut. A test compares it with the dictionary
 * of pinyin-pro, which takes half a second to be gone through.
 */
export const SYLLABLES: ReadonlySet<string> = new Set(
  `a ai an ao ba bai ban bao bei ben bi bian biao bie bin bo bu ca cai can cao ce cen ci con cou cu cua cuai cuan
cui cun cuo da dai dan dao de den di dia dian diao die din diu don dou du duan dui dun duo e ei en er fa fan
fei fen fo fou fu ga gai gan gao ge gei gen gon gou gu gua guai guan gui gun guo ha hai han hao he hei hen hon
hou hu hua huai huan hui hun huo ji jia jian jiao jie jin jion jiu ju juan jue jun ka kai kan kao ke kei ken
kon kou ku kua kuai kuan kui kun kuo la lai lan lao le lei len li lia lian liao lie lin liu lon lou lu luan lue
lun luo m ma mai man mao me mei men mi mian miao mie min miu mo mou mu n na nai nan nao ne nei nen ni nian niao
nie nin niu non nou nu nuan nue nuo o ou pa pai pan pao pei pen pi pian piao pie pin po pou pu qi qia qian qiao
qie qin qion qiu qu quan que qun ran rao re ren ri ron rou ru ruan rui run ruo sa sai san sao se sen si son sou
su sua suai suan sui sun suo ta tai tan tao te ten ti tian tiao tie tin ton tou tu tuan tui tun tuo wa wai wan
wei wen wo wu xi xia xian xiao xie xin xion xiu xu xuan xue xun ya yan yao ye yi yin yo yon you yu yuan yue yun
za zai zan zao ze zei zen zi zon zou zu zua zuai zuan zui zun zuo`.split(/\s+/),
)
