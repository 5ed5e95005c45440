import { describe, expect, test } from 'vitest'
import { askedIn, askedOf } from './asks.ts'
import { leftOpen, wantsOf } from './wants.ts'

describe('what a letter asks', () => {
  test('numbered points in one sentence are told apart', () => {
    expect(askedIn('1、证件什么时候办好，2、窗口的电话是多少？')).toEqual([
      '证件什么时候办好，',
      '窗口的电话是多少？',
    ])
  })

  test('is no figure of speech, no formula, and not what others demand', () => {
    expect(askedIn('难道我们就该忍受臭味吗？你们作何感想？')).toEqual([])
    expect(askedIn('恳请领导高度重视，为老百姓做主！')).toEqual([])
    expect(askedIn('学校要求孩子七点以前到校。')).toEqual([])
  })

  test('questions in passing count only in an inquiry', () => {
    const body = '希望修复村口的小桥。桥上以前不是走得好好的吗？'
    expect(askedOf('村口小桥垮塌', body)).toEqual(['希望修复村口的小桥。'])
    expect(askedOf('咨询村口小桥', body)).toHaveLength(2)
  })

  test('what only asks for an answer is cut off; the heading speaks where the letter asks nothing', () => {
    expect(askedIn('公墓到底什么时候建成，希望有关部门能答复一下，谢谢！')).toEqual(['公墓到底什么时候建成'])
    expect(askedOf('举报麻将馆夜间扰民', '太吵了，希望管一管。')).toEqual(['举报麻将馆夜间扰民'])
  })
})

describe('the kind of answer that is wanted', () => {
  test.each([
    ['什么时候修好？', ['time']],
    ['联系电话是多少？', ['phone']],
    ['录取人数多少，为什么少了？', ['number', 'reason']],
    ['请求另选地址建垃圾站', ['act']],
    ['为什么不装路灯？', []],
  ])('%s', (demand, wants) => {
    expect(wantsOf(demand)).toEqual(wants)
  })

  const open = (demand: string, ...reply: string[]) => leftOpen(demand, [], reply)

  test('a beginning is no answer to who asks for the end; that it is not settled is one', () => {
    const demand = '什么时候建成投入使用'
    expect(open(demand, '10月中旬可开工建设')).toEqual(['time'])
    expect(open(demand, '明年6月建成')).toEqual([])
    expect(open(demand, '竣工时间暂无法确定')).toEqual([])
    expect(open('什么时候开工', '10月中旬可开工建设')).toEqual([])
    expect(open(demand, '正在办理手续。2026年3月1日')).toEqual(['time'])
  })

  test('a number is no year and no number of a document', () => {
    expect(open('补贴多少？', '按演政发〔2025〕12号执行，2026年3月1日起施行')).toEqual(['number'])
    expect(open('补贴多少？', '每户补贴1200元')).toEqual([])
  })

  test('a telephone, a reason, an act', () => {
    expect(open('电话是多少？', '请到窗口办理')).toEqual(['phone'])
    expect(open('电话是多少？', '请拨打0731-5550123')).toEqual([])
    expect(open('为什么涨价？', '现行票价为两元')).toEqual(['reason'])
    expect(open('为什么涨价？', '由于燃料涨价，票价调为两元')).toEqual([])
    expect(open('请求搬迁垃圾站', '已安排专人打扫')).toEqual(['act'])
    expect(open('请求搬迁垃圾站', '该站现有用地无法调整')).toEqual([])
  })

  test('where many sentences speak, the reason stands in the nearest', () => {
    const all = ['因为堵车，车来得晚', '刷卡实行九折']
    expect(leftOpen('为什么刷卡九折', ['刷卡实行九折'], all)).toEqual(['reason'])
  })
})
