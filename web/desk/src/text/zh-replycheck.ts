/** 答复检查。 */
export const zhReplyCheck = {
  replycheck: {
    title: '答复检查',
    help: '只看文字，供参考，不拦提交，由人决定。看不懂意思，也核对不了事实。',
    reading: '正在看答复……',
    failed: '现在查不了，不影响提交。',
    nothing: '没有要特别看的地方。',
    looks: '有 {{n}} 个问题请看一下。',
    reply: '拟发的答复',
    go: '到这一处',
    verdict: { found: '可以', look: '请看一下', none: '未见' },
    question: {
      demands: '诉求都答了吗？',
      about: '答的是所问的事吗？',
      basis: '说明依据了吗？',
      promise: '有时间承诺吗？',
      copied: '和别的答复雷同吗？',
      polite: '礼貌吗？',
      plain: '好懂吗？',
    },
    reason: {
      demands: {
        answered: '{{n}} 项诉求所说的事，答复里都提到。',
        'words-missing': '第 {{n}} 项（{{demand}}）所说的，答复里没有提到：{{words}}。',
        'no-own-answer': '第 {{n}} 项没有自己的答复：{{demand}}。',
        'same-answer': '第 {{n}} 项和第 {{other}} 项的答复一字不差。',
        'passed-on': '只说转到哪里，没有答复。',
        'nothing-asked': '来信里没有找到问句或要求。',
      },
      about: {
        shared: '来信和答复都说到：',
        'few-shared': '来信里说的（{{words}}），答复里很少提到。',
        'only-opening': '来信里说的（{{words}}），只在开头的套话里提到。',
        'nothing-to-compare': '来信里没有可以比对的词。',
      },
      basis: {
        named: '写明依据 {{n}} 处：',
        vague: '只说“有关规定”，没有写名称：',
        'refused-without': '没有支持，也没有写依据：',
        none: '没有写法规、文件或条款；只是告知事实的，可以不写。',
      },
      promise: {
        dated: '说了时间：',
        past: '这个时间已经过去（{{by}}），请核对是否还对：',
        vague: '只说大概，没有说到哪天：',
        none: '没有说什么时候；事已办结的，可以没有。',
      },
      copied: {
        alike: '和另一件的答复 {{percent}} % 相同：',
        'alike-unseen': '和另外 {{n}} 件的答复相同，最多 {{percent}} %；您不能查看那些事项。',
        'nothing-alike': '本单位的答复里没有找到雷同的。',
        'too-short': '太短，不作比对。',
        'not-compared': '保护通道和整件保密的事项不作比对。',
      },
      polite: {
        greeting: '有称呼问候，没有找到伤人的话。',
        'no-greeting': '没有称呼问候。',
        harsh: '这样说可能伤人：',
      },
      plain: {
        clear: '没有过长的句子，套话不多。',
        stock: '套话 {{n}} 处：',
        long: '{{n}} 句太长，最长 {{most}} 个字：',
      },
    },
  },
}
